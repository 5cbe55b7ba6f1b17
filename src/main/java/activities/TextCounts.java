package activities;

import domain.maintenance.Figure;
import domain.profile.CountedText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Counts lines that hold texts, and how often each kind of line comes: numbers and ids in
 * a line do not make it another one. Safe for several threads.
 */
final class TextCounts {

	private static final int LONGEST = 240;

	/** Different lines that are kept apart at most: a log must not fill the memory. */
	private static final int MOST_LINES = 10_000;

	private static final Pattern VARYING = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|0x[0-9a-fA-F]+|\\b[0-9a-f]{12,}\\b|\\d+");

	private final List<Counted> texts;

	private final Map<String, LongAdder> lines = new ConcurrentHashMap<>();

	TextCounts(List<CountedText> texts) {
		this.texts = texts.stream()
			.map(text -> new Counted(text, Pattern.compile(text.pattern(), Pattern.CASE_INSENSITIVE), new LongAdder()))
			.toList();
	}

	void addAll(String text) {
		text.lines().forEach(this::add);
	}

	private void add(String line) {
		boolean any = false;
		for (Counted text : texts) {
			if (text.pattern().matcher(line).find()) {
				text.count().increment();
				any = true;
			}
		}
		if (any) {
			String kind = VARYING.matcher(line.strip()).replaceAll("#");
			String kept = kind.length() <= LONGEST ? kind : kind.substring(0, LONGEST - 1) + "…";
			if (lines.size() < MOST_LINES || lines.containsKey(kept)) {
				lines.computeIfAbsent(kept, first -> new LongAdder()).increment();
			}
		}
	}

	List<Figure> figures() {
		return texts.stream().map(Counted::figure).toList();
	}

	/** The most frequent lines, with their number. */
	List<String> top(int most) {
		return lines.entrySet()
			.stream()
			.sorted(Comparator.comparing((Map.Entry<String, LongAdder> line) -> -line.getValue().sum())
				.thenComparing(Map.Entry::getKey))
			.limit(most)
			.map(line -> line.getValue().sum() + " × " + line.getKey())
			.toList();
	}

	private record Counted(CountedText text, Pattern pattern, LongAdder count) {

		Figure figure() {
			double found = count.sum();
			boolean enough = text.atLeast() == null || found >= text.atLeast();
			boolean notTooMany = text.atMost() == null || found <= text.atMost();
			return new Figure(text.name(), found, "", text.atMost(), text.atLeast(), enough && notTooMany, null);
		}

	}

}
