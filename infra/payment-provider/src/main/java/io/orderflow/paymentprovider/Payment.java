package io.orderflow.paymentprovider;

/** One payment as the provider remembers it. */
record Payment(String id, Amount amount, PaymentState state) {
    Payment in(PaymentState next) {
        return new Payment(id, amount, next);
    }

    /** The provider's reference of the authorisation; the same for the same payment id. */
    String authorisation() {
        return "auth-" + id;
    }
}
