package io.orderflow.paymentprovider;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs a {@link PaymentProvider} with the settings of the environment until the process is asked to end. */
public final class PaymentProviderApplication {
    private static final int EXIT_UNUSABLE_SETTING = 2;

    private PaymentProviderApplication() {}

    public static void main(String[] arguments) {
        try {
            PaymentProvider provider = PaymentProvider.start(Settings.fromEnvironment(System.getenv()), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(provider::close, "stop"));
        } catch (InvalidSettingException wrong) {
            stop(wrong.getMessage());
        } catch (IOException | RuntimeException unusable) {
            stop("The payment provider cannot listen on the given ADDRESS and PORT: " + unusable.getMessage());
        }
    }

    private static void stop(@Nullable String sentence) {
        System.err.println(sentence);
        System.exit(EXIT_UNUSABLE_SETTING);
    }
}
