package io.orderflow.load.budget;

import java.util.Locale;
import java.util.Map;

/**
 * Draws samples of stacks as an SVG: width is the part of all samples, callers below callees. Frames with fewer than a
 * two-hundred-and-fiftieth of the samples are left out, so that the picture stays small.
 */
final class FlameGraph {
    private static final int WIDTH = 1_200;
    private static final int ROW = 16;
    private static final int HEAD = 24;
    private static final int PART_SHOWN = 250;
    private static final double CHARACTER_WIDTH = 6.2;
    private static final int HUES = 40;
    private final StringBuilder svg = new StringBuilder();
    private final FlameNode root;
    private final long samplesMin;
    private final int height;

    private FlameGraph(FlameNode root) {
        this.root = root;
        samplesMin = Math.max(root.samples() / PART_SHOWN, 1);
        height = HEAD + ROW * (root.depth(samplesMin) + 1);
    }

    static String draw(String title, FlameNode root) {
        FlameGraph graph = new FlameGraph(root);
        graph.svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="monospace" font-size="10">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="4" y="15" font-size="12">%s, %d samples</text>
                """, WIDTH, graph.height, escaped(title), root.samples()));
        graph.callees(root, 0, 0);
        return graph.svg.append("</svg>\n").toString();
    }

    private void callees(FlameNode node, double x, int level) {
        double at = x;
        for (Map.Entry<String, FlameNode> callee : node.callees().entrySet()) {
            double width = callee.getValue().samples() * (double) WIDTH / root.samples();
            if (callee.getValue().samples() >= samplesMin) {
                box(callee.getKey(), callee.getValue(), at, width, level);
                callees(callee.getValue(), at, level + 1);
            }
            at += width;
        }
    }

    private void box(String frame, FlameNode node, double x, double width, int level) {
        int y = height - ROW * (level + 1);
        int letters = (int) (width / CHARACTER_WIDTH);
        String label = letters < 4 ? "" : frame.length() <= letters ? frame : frame.substring(0, letters - 1) + "…";
        svg.append(String.format(Locale.ROOT,
                "<g><title>%s %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"hsl(%d,70%%,70%%)\"/>",
                escaped(frame), node.samples() * 100.0 / root.samples(), x, y, Math.max(width - 0.3, 0.2), ROW - 1,
                Math.floorMod(frame.hashCode(), HUES) + 10));
        if (!label.isEmpty()) {
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + 11,
                    escaped(label)));
        }
        svg.append("</g>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
