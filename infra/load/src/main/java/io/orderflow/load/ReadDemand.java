package io.orderflow.load;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Demands are written in small letters. */
final class ReadDemand implements ITypeConverter<Demand> {
    @Override
    public Demand convert(String value) {
        return Arrays.stream(Demand.values())
            .filter(it -> it.toString().equals(value))
            .findFirst()
            .orElseThrow(() -> new TypeConversionException(
                    "'" + value + "' is not one of " + Arrays.toString(Demand.values())));
    }
}
