package io.orderflow.campaign.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The campaign at the other end of this process's standard input: gives orders, and takes the process with it. */
final class Parent {
    private Parent() {}

    /** Hands each line to the consumer; when there is no parent any more, this process ends at once. */
    static void listen(Consumer<String> orders) {
        Thread.ofPlatform().name("parent").start(() -> {
            try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = input.readLine(); line != null; line = input.readLine()) {
                    orders.accept(line);
                }
            } catch (IOException _) {
                // The pipe broke: the same as its end.
            } finally {
                Runtime.getRuntime().halt(1);
            }
        });
    }
}
