package targets;

import domain.diagnosis.LogFilter;
import domain.diagnosis.LogLevel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * The lines of one log that a filter wants, as they come: the last of them, within
 * bounds. A line that goes on with the one before it (a stack trace) is kept with it.
 */
public final class LogLines {

	/** The most lines of one log that are kept. */
	public static final int MOST_LINES = 20_000;

	private static final int MOST_CHARACTERS = 2_000_000;

	private static final int LONGEST = 20_000;

	private static final Pattern GOES_ON = Pattern
		.compile("^(\\s|Caused by:|Traceback |\\.\\.\\. \\d+ more|[}\\])]).*");

	private final LogFilter filter;

	private final Deque<String> kept = new ArrayDeque<>();

	private long characters;

	private long read;

	private boolean dropped;

	private boolean before;

	public LogLines(LogFilter filter) {
		this.filter = filter;
	}

	public void add(String given) {
		this.read++;
		String line = given.length() <= LONGEST ? given : given.substring(0, LONGEST) + " ...";
		this.before = this.filter.wants(line) || (this.before && goesOn(line));
		if (!this.filter.selects() || this.before) {
			this.kept.addLast(line);
			this.characters += line.length() + 1;
			while (this.kept.size() > MOST_LINES || this.characters > MOST_CHARACTERS) {
				this.characters -= this.kept.removeFirst().length() + 1;
				this.dropped = true;
			}
		}
	}

	private static boolean goesOn(String line) {
		return GOES_ON.matcher(line).matches() && LogLevel.of(line).isEmpty();
	}

	/** Whether it is time to show a sign of life: every thousand lines. */
	public boolean pauses() {
		return this.read % 1000 == 0;
	}

	/** The lines kept, under a line that says what was left out, when something was. */
	public String text() {
		StringBuilder text = new StringBuilder();
		if (this.dropped) {
			text.append("[... earlier lines are left out]\n");
		}
		this.kept.forEach((line) -> text.append(line).append('\n'));
		return text.toString();
	}

	/** What was read and kept, in words. */
	public String inWords() {
		String filtered = this.filter.selects() ? ", " + this.filter.inWords() : "";
		return this.kept.size() + " of " + this.read + " lines" + filtered;
	}

}
