package io.orderflow.command.aggregate;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * No transaction around a command, on purpose: the storage engine commits the events of many commands, each with its
 * outcome, in one transaction of its own. A transaction of the command's thread would hold a connection that does
 * nothing, and a pool of N connections would stop at N commands that each wait for a second one.
 */
final class EngineOwnedTransactions implements TransactionManager {
    private static final Transaction NOTHING_TO_DO = new Transaction() {
        @Override
        public void commit() {
            // The engine has committed.
        }

        @Override
        public void rollback() {
            // Nothing was begun.
        }
    };

    @Override
    public Transaction startTransaction() {
        return NOTHING_TO_DO;
    }
}
