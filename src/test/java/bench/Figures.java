package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints figures and keeps them in {@code target/bench.md}. They inform; none fails a
 * build.
 */
final class Figures {

	private static final Path FILE = Path.of("target", "bench.md");

	/**
	 * Each run has a heading of its own: figures of different runs must never be read as
	 * those of one.
	 */
	private static final String HEADING = "\n## Run of %s, JDK %s, %d processors\n\n| figure | measured | aim | |\n|---|---|---|---|\n"
		.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), Runtime.version().feature(),
				Runtime.getRuntime().availableProcessors());

	private static boolean headed;

	private Figures() {
	}

	static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

	/** Ours against the bare SDK, measured in turn in one run. */
	static void ratio(String what, String unit, List<Double> ours, List<Double> bare, double aim) {
		double ratio = median(ours) / median(bare);
		row(what, String.format(Locale.ROOT, "%.2fx (%.1f %s against %.1f %s)", ratio, median(ours), unit, median(bare),
				unit), String.format(Locale.ROOT, "%.1fx", aim), ratio <= aim);
	}

	/**
	 * The median of each round's own ratio, for rounds so long that the machine is not
	 * the same in all of them.
	 */
	static void paired(String what, String unit, List<Double> ours, List<Double> theirs, double aim) {
		List<Double> ratios = IntStream.range(0, ours.size())
			.mapToObj(round -> ours.get(round) / theirs.get(round))
			.toList();
		row(what,
				String.format(Locale.ROOT, "%.2fx (%.1f %s against %.1f %s; rounds %s)", median(ratios), median(ours),
						unit, median(theirs), unit, rounded(ratios)),
				String.format(Locale.ROOT, "%.2fx", aim), median(ratios) <= aim);
	}

	private static String rounded(List<Double> ratios) {
		return ratios.stream()
			.map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
			.collect(Collectors.joining(", "));
	}

	/** A figure with an upper limit. */
	static void atMost(String what, String unit, double measured, double aim) {
		row(what, String.format(Locale.ROOT, "%.2f %s", measured, unit),
				String.format(Locale.ROOT, "%.1f %s", aim, unit), measured <= aim);
	}

	private static synchronized void row(String what, String measured, String aim, boolean met) {
		String row = "| " + what + " | " + measured + " | " + aim + " | " + (met ? "met" : "missed") + " |\n";
		System.out.print(row);
		try {
			Files.writeString(FILE, headed ? row : HEADING + row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			headed = true;
		}
		catch (IOException unwritable) {
			throw new UncheckedIOException("The figures cannot be kept in " + FILE, unwritable);
		}
	}

}
