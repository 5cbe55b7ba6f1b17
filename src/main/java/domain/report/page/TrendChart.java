package domain.report.page;

import domain.report.Figure;
import domain.report.Trends;
import java.util.List;
import java.util.Locale;

/** One figure over the last runs: a bar each, the limit as a line. */
final class TrendChart {

	private static final int WIDTH = 480;

	private static final int HEIGHT = 170;

	private static final int TOP = 14;

	private static final int BOTTOM = 24;

	private static final int SIDE = 92;

	private final Figure figure;

	private final List<Trends.Point> points;

	private final String run;

	private final Texts texts;

	private final double highest;

	TrendChart(Figure figure, List<Trends.Point> points, String run, Texts texts) {
		this.figure = figure;
		this.points = points;
		this.run = run;
		this.texts = texts;
		double measured = points.stream().mapToDouble(Trends.Point::value).max().orElse(0);
		// A limit that is far above everything measured would leave nothing to be seen.
		double limit = figure.limit() == null ? 0 : figure.limit();
		this.highest = Math.max(1e-9, limit > measured * 20 ? measured : Math.max(measured, limit)) * 1.08;
	}

	String draw() {
		StringBuilder out = new StringBuilder();
		out.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT).append("\" width=\"").append(WIDTH);
		out.append("\" height=\"").append(HEIGHT).append("\" role=\"img\" aria-label=\"");
		out.append(Escape.html(figure.title())).append("\">\n");
		double step = (double) (WIDTH - SIDE) / Trends.RUNS;
		for (int i = 0; i < points.size(); i++) {
			// Every second date, counted from the newest: all of them would not fit.
			bar(out, points.get(i), i * step, step, (points.size() - 1 - i) % 2 == 0);
		}
		line(out, HEIGHT - BOTTOM, "#5c6878", "");
		limit(out);
		return out.append("</svg>").toString();
	}

	private void bar(StringBuilder out, Trends.Point point, double left, double step, boolean dated) {
		double top = Math.min(place(Math.max(0, point.value())), HEIGHT - BOTTOM - 1.5);
		out.append(String.format(Locale.ROOT,
				"<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"%s><title>%s</title></rect>%n",
				left + 3, top, step - 6, HEIGHT - BOTTOM - top, colour(point),
				point.run().equals(run) ? " stroke=\"#1c2430\" stroke-width=\"1.5\"" : "",
				Escape.html(texts.time(point.at()) + ": " + texts.value(figure, point.value()))));
		if (dated) {
			text(out, left, HEIGHT - 8, texts.day(point.at()));
		}
	}

	private String colour(Trends.Point point) {
		Double limit = point.limit();
		boolean missed = limit != null && (figure.atLeast() ? point.value() < limit : point.value() > limit);
		return missed ? "#b3261e" : "#2f6fb7";
	}

	private double place(double value) {
		return HEIGHT - BOTTOM - value / highest * (HEIGHT - BOTTOM - TOP);
	}

	private void limit(StringBuilder out) {
		if (figure.limit() == null) {
			return;
		}
		boolean above = figure.limit() > highest;
		double at = above ? TOP - 4 : place(figure.limit());
		if (!above) {
			line(out, at, "#b3261e", " stroke-dasharray=\"5 4\"");
		}
		text(out, WIDTH - SIDE + 4, Math.max(TOP, at + 4), texts.limit(figure) + (above ? " ↑" : ""));
	}

	private static void line(StringBuilder out, double at, String colour, String more) {
		out.append(String.format(Locale.ROOT, "<line x1=\"0\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
				at, WIDTH - SIDE, at, colour, more));
	}

	private static void text(StringBuilder out, double x, double y, String text) {
		out.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" class=\"soft\">%s</text>%n", x, y,
				Escape.html(text)));
	}

}
