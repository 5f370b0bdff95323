package org.guildhall.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far confidences can be believed: of the questions with a confidence in each tenth, the share whose first article was
 * right (DeGroot and Fienberg, The Statistician, 1983). A right share on the diagonal means that a confidence is what it
 * says; above it, that it is too modest.
 *
 * @param bins those with a question in them, lowest first
 */
record Reliability(List<Bin> bins) {

    private static final int BINS = 10;
    private static final int WIDE = 40;

    /** The picture's measures, in pixels. */
    private static final int SIDE = 360;

    private static final int MARGIN = 60;
    private static final int LETTER = 14;

    /**
     * One tenth.
     *
     * @param from lowest confidence
     * @param to highest confidence
     * @param questions how many
     * @param confidence their mean confidence
     * @param right the share that was right
     */
    record Bin(double from, double to, int questions, double confidence, double right) {}

    /** Keeps a copy. */
    Reliability {
        bins = List.copyOf(bins);
    }

    /** Counts all questions for which there was an article at all. */
    static Reliability of(List<Prediction> all) {
        List<Bin> bins = new ArrayList<>();
        for (int n = 0; n < BINS; n++) {
            int tenth = n;
            List<Prediction> in = all.stream()
                    .filter(one -> !one.predicted().isEmpty() && tenth(one.confidence()) == tenth)
                    .toList();
            if (!in.isEmpty()) {
                bins.add(new Bin(
                        (double) n / BINS,
                        (n + 1.0) / BINS,
                        in.size(),
                        in.stream()
                                .mapToDouble(Prediction::confidence)
                                .average()
                                .orElse(0),
                        in.stream().filter(Prediction::right).count() / (double) in.size()));
            }
        }
        return new Reliability(bins);
    }

    private static int tenth(double confidence) {
        return Math.min(BINS - 1, (int) (confidence * BINS));
    }

    /** The mean distance between what confidences say and what is right, 0 to 1 (expected calibration error). */
    double error() {
        double all = bins.stream().mapToInt(Bin::questions).sum();
        return bins.stream()
                .mapToDouble(bin -> bin.questions() / all * Math.abs(bin.confidence() - bin.right()))
                .sum();
    }

    /** A line a tenth, for people: a bar as long as the right share, a mark where the confidence is. */
    List<String> lines() {
        return bins.stream()
                .map(bin -> String.format(
                        Locale.ROOT,
                        "%.1f to %.1f %6d asked, %5.1f %% right  %s",
                        bin.from(),
                        bin.to(),
                        bin.questions(),
                        100 * bin.right(),
                        bar(bin)))
                .toList();
    }

    private static String bar(Bin bin) {
        StringBuilder bar = new StringBuilder("#".repeat((int) Math.round(WIDE * bin.right())));
        int mark = (int) Math.round((WIDE - 1) * bin.confidence());
        while (bar.length() <= mark) {
            bar.append(' ');
        }
        bar.setCharAt(mark, '|');
        return bar.toString();
    }

    /** The same as a picture that stands by itself. */
    String svg() {
        int all = SIDE + 2 * MARGIN;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img' font-family='sans-serif' "
                        + "font-size='%d' fill='#0b0c0c'>",
                all,
                all,
                LETTER);
        line(svg, "<title>Share of right answers by confidence</title>");
        line(svg, "<rect width='%d' height='%d' fill='#ffffff'/>", all, all);
        for (Bin bin : bins) {
            line(
                    svg,
                    "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='#1d70b8'/>",
                    x(bin.from()),
                    y(bin.right()),
                    x(bin.to()) - x(bin.from()) - 1,
                    y(0) - y(bin.right()));
            line(
                    svg,
                    "<text x='%.1f' y='%.1f' text-anchor='middle' font-size='11'>%d</text>",
                    (x(bin.from()) + x(bin.to())) / 2,
                    y(bin.right()) - 4,
                    bin.questions());
        }
        line(
                svg,
                "<path d='M%.1f %.1fL%.1f %.1f' stroke='#0b0c0c' stroke-dasharray='4 4' fill='none'/>",
                x(0),
                y(0),
                x(1),
                y(1));
        line(svg, "<path d='M%.1f %.1fV%.1fH%.1f' stroke='#0b0c0c' fill='none'/>", x(0), y(1), y(0), x(1));
        for (double mark = 0; mark <= 1; mark += 0.5) {
            line(svg, "<text x='%.1f' y='%.1f' text-anchor='middle'>%.1f</text>", x(mark), y(0) + LETTER + 4, mark);
            line(svg, "<text x='%.1f' y='%.1f' text-anchor='end'>%.1f</text>", x(0) - 6, y(mark) + 5, mark);
        }
        line(svg, "<text x='%.1f' y='%.1f' text-anchor='middle'>confidence</text>", x(0.5), y(0) + 3 * LETTER);
        line(
                svg,
                "<text x='%.1f' y='%.1f'>share of right answers, with the number of questions</text>",
                x(0),
                y(1) - 24);
        line(svg, "</svg>");
        return svg.toString();
    }

    private static double x(double share) {
        return MARGIN + SIDE * share;
    }

    private static double y(double share) {
        return MARGIN + SIDE * (1 - share);
    }

    private static void line(StringBuilder to, String format, Object... values) {
        to.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
