package io.orderflow.command.vault;

import org.jspecify.annotations.Nullable;

/** What says who a customer is. It stands in the vault only: in no event, log, metric or span. */
public record PersonalData(
        String name,
        String contactFirstName,
        String contactLastName,
        String phone,
        String addressLine1,
        @Nullable String addressLine2,
        String city,
        @Nullable String state,
        @Nullable String postalCode,
        String country) {
    @Override
    public String toString() {
        return "PersonalData[withheld]";
    }
}
