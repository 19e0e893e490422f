package io.orderflow.servers;

/** The login of each application, as made by {@code bootstrap.sql}. */
public enum DatabaseRole {
    COMMAND("orderflow_command"), PROJECTIONS("orderflow_projections"), QUERY("orderflow_query");

    private final String login;

    DatabaseRole(String login) {
        this.login = login;
    }

    public String login() {
        return login;
    }
}
