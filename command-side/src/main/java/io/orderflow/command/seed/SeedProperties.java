package io.orderflow.command.seed;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param seed the data set that a new system starts with
 */
@ConfigurationProperties("orderflow")
record SeedProperties(@DefaultValue("none") DataSet seed) {
    /** Bound from {@code none} and {@code steel-wheels}. */
    enum DataSet {
        NONE, STEEL_WHEELS;

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
