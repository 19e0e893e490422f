package io.orderflow.load;

import java.util.Arrays;

/** Zipf's law with exponent 1: rank {@code k} (from 0) is drawn with a probability proportional to {@code 1/(k+1)}. */
final class Zipf {
    private final double[] cumulative;

    Zipf(int ranks) {
        cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    /**
     * @param uniform a draw from [0, 1)
     */
    int rank(double uniform) {
        int found = Arrays.binarySearch(cumulative, uniform * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }
}
