package io.orderflow.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/**
 * Bars that show how far each figure is beyond its goal, as SVG. The scale is logarithmic: twice and half are as long.
 */
public final class Chart {
    private static final int LABEL_WIDTH = 430;
    private static final int BAR_AREA = 400;
    private static final int TEXT_WIDTH = 210;
    private static final int LINE = 26;
    private static final int BAR = 16;
    private static final int TOP = 64;
    private static final int WIDTH = LABEL_WIDTH + BAR_AREA + TEXT_WIDTH;
    /** Doublings shown to either side of the goal. */
    private static final int DOUBLINGS_BELOW = 2;
    private static final int DOUBLINGS_ABOVE = 5;
    private static final String REACHED = "#2f7d4f";
    private static final String MISSED = "#b8442e";

    private Chart() {}

    /** Rows without a goal are left out. */
    public static String svg(List<Row> rows) {
        List<Row> judged = rows.stream().filter(row -> row.goal() != null).toList();
        int height = TOP + judged.size() * LINE + 20;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT,
                """
                        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                        font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13">
                        <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                        <text x="16" y="24" font-size="16" font-weight="600" fill="#1c1c1c">Figures as multiples of their goals</text>
                        """,
                WIDTH, height));
        scale(svg, height);
        for (int n = 0; n < judged.size(); n++) {
            bar(svg, judged.get(n), TOP + n * LINE);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void scale(StringBuilder svg, int height) {
        for (int doubling = -DOUBLINGS_BELOW; doubling <= DOUBLINGS_ABOVE; doubling++) {
            double x = x(Math.pow(2, doubling));
            boolean goal = doubling == 0;
            svg.append(String.format(Locale.ROOT,
                    "<line x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\" stroke=\"%4$s\" stroke-width=\"%5$s\"/>%n",
                    x,
                    TOP - 6, height - 14, goal ? "#1c1c1c" : "#dddddd", goal ? "1.5" : "1"));
            svg.append(String.format(Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555555\">%s</text>%n", x, TOP - 12,
                    goal ? "goal" : Numbers.plain(Math.pow(2, doubling)) + " ×"));
        }
    }

    private static void bar(StringBuilder svg, Row row, int y) {
        Goal goal = java.util.Objects.requireNonNull(row.goal());
        double from = x(1);
        double to = x(goal.timesReached(row.judged()));
        boolean reached = goal.isReachedBy(row.judged());
        svg.append(String.format(Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1c1c1c\">%s</text>%n", LABEL_WIDTH - 10,
                y + BAR - 3, escape(label(row))));
        svg.append(String.format(Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", Math.min(from, to), y,
                Math.max(1.5, Math.abs(to - from)), BAR, reached ? REACHED : MISSED));
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                LABEL_WIDTH + BAR_AREA + 12, y + BAR - 3, reached ? "#1c1c1c" : MISSED, escape(value(row, goal))));
    }

    private static String label(Row row) {
        Row.Peer peer = row.peer();
        return peer == null ? row.measure() : row.measure() + " : " + peer.name();
    }

    private static String value(Row row, Goal goal) {
        String value = Numbers.plain(row.judged()) + (row.peer() == null ? " " + row.unit() : " ×");
        return value + "  (goal " + goal.text() + ")";
    }

    /** Where a multiple of the goal stands; beyond the scale at its end. */
    private static double x(double times) {
        double doublings = Math.log(times) / Math.log(2);
        double shown = Math.clamp(doublings, -DOUBLINGS_BELOW, DOUBLINGS_ABOVE);
        return LABEL_WIDTH + (shown + DOUBLINGS_BELOW) * BAR_AREA / (DOUBLINGS_BELOW + DOUBLINGS_ABOVE);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
