package io.orderflow.runner;

import java.util.List;

/**
 * An application that is ready to be started.
 *
 * @param command starts it
 * @param cache what it records is kept there
 */
record Program(List<String> command, AheadOfTimeCache cache) {
    Program {
        command = List.copyOf(command);
    }
}
