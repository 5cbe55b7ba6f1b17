package domain.report.page;

import domain.report.Phase;
import domain.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A run's parts on one time axis, a row each; waiting for people is hatched. */
final class TimelineChart {

	private static final int WIDTH = 1020;

	private static final int NAMES = 320;

	private static final int LENGTHS = 110;

	private static final int ROW = 24;

	private static final int NAME_LENGTH = 46;

	private final Report report;

	private final Texts texts;

	private final Instant start;

	private final double seconds;

	TimelineChart(Report report, Texts texts) {
		this.report = report;
		this.texts = texts;
		List<Phase> timeline = report.timeline();
		this.start = timeline.getFirst().start();
		this.seconds = Math.max(0.001, Duration.between(start, timeline.getLast().end()).toMillis() / 1000.0);
	}

	String draw() {
		int height = ROW * report.timeline().size() + 52;
		StringBuilder out = new StringBuilder();
		out.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(height).append("\" width=\"").append(WIDTH);
		out.append("\" height=\"").append(height).append("\" role=\"img\" aria-label=\"");
		out.append(Escape.html(texts.say("Timeline", "Linha do tempo"))).append("\">\n");
		out.append("<defs><pattern id=\"wait\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
				+ "patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\" fill=\"#fbe9c9\"/>"
				+ "<rect width=\"3\" height=\"7\" fill=\"#d99a2b\"/></pattern></defs>\n");
		for (int row = 0; row < report.timeline().size(); row++) {
			bar(out, report.timeline().get(row), row * ROW);
		}
		axis(out, ROW * report.timeline().size() + 6);
		return out.append("</svg>").toString();
	}

	private void bar(StringBuilder out, Phase phase, int top) {
		double from = place(phase.start());
		double width = Math.max(2, place(phase.end()) - from);
		String name = phase.name().length() <= NAME_LENGTH ? phase.name()
				: phase.name().substring(0, NAME_LENGTH - 1) + "…";
		text(out, 0, top + 16, name, "");
		out.append(String.format(Locale.ROOT,
				"<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\" fill=\"%s\"><title>%s</title></rect>%n",
				from, top + 4, width, phase.kind() == Phase.Kind.PEOPLE ? "url(#wait)" : "#2f6fb7",
				Escape.html(phase.name() + ": " + texts.time(phase.start()) + " - " + texts.time(phase.end()))));
		text(out, WIDTH - LENGTHS + 8, top + 16, texts.length(phase.length().toMillis() / 1000.0), "soft");
	}

	private double place(Instant moment) {
		double part = Duration.between(start, moment).toMillis() / 1000.0 / seconds;
		return NAMES + part * (WIDTH - NAMES - LENGTHS);
	}

	private void axis(StringBuilder out, int top) {
		out.append(String.format(Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#5c6878\"/>%n",
				NAMES, top, WIDTH - LENGTHS, top));
		text(out, NAMES, top + 16, texts.time(start), "soft");
		text(out, WIDTH - LENGTHS + 8, top + 16, "+ " + texts.length(seconds), "soft");
		out.append("<rect x=\"0\" y=\"").append(top + 22).append("\" width=\"14\" height=\"14\" fill=\"#2f6fb7\"/>\n");
		text(out, 20, top + 34, texts.say("machine", "máquina"), "soft");
		out.append("<rect x=\"100\" y=\"")
			.append(top + 22)
			.append("\" width=\"14\" height=\"14\" fill=\"url(#wait)\"/>\n");
		text(out, 120, top + 34, texts.say("waiting for people", "espera por pessoas"), "soft");
	}

	private static void text(StringBuilder out, int x, int y, String text, String style) {
		out.append("<text x=\"")
			.append(x)
			.append("\" y=\"")
			.append(y)
			.append("\" class=\"")
			.append(style)
			.append("\">");
		out.append(Escape.html(text)).append("</text>\n");
	}

}
