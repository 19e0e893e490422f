package io.orderflow.projections.apply;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Notes the SQL of each round trip to the database; a commit is one as well. */
final class CountingDataSource implements DataSource {
    final List<String> roundTrips = new ArrayList<>();
    private final DataSource counted;

    CountingDataSource(DataSource counted) {
        this.counted = counted;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = counted.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                roundTrips.add("COMMIT");
            }
            Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement && arguments[0] instanceof String sql
                    ? counted(statement, sql)
                    : result;
        });
    }

    private PreparedStatement counted(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                roundTrips.add(sql);
            }
            return invoke(statement, method, arguments);
        });
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> call.on(method, arguments)));
    }

    private static Object invoke(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return counted.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return counted.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        counted.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        counted.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return counted.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return counted.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return counted.isWrapperFor(type);
    }
}
