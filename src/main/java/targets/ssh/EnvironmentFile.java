package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file of {@code NAME=value} lines, as compose ({@code .env},
 * {@code env_file}) and systemd ({@code EnvironmentFile=}) read it. Comments and lines of
 * any other kind are kept as they are, and so is their order.
 *
 * @param text the whole file
 */
record EnvironmentFile(String text) {

	private static final Pattern LINE = Pattern.compile("(\\s*(?:export\\s+)?)([A-Za-z_][A-Za-z0-9_.]*)(\\s*=)(.*)",
			Pattern.DOTALL);

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

	/** The values as they are written; of a name that stands twice, the last. */
	Map<String, String> values() {
		Map<String, String> values = new TreeMap<>();
		for (String line : lines()) {
			Matcher matcher = LINE.matcher(line);
			if (matcher.matches()) {
				values.put(matcher.group(2), matcher.group(4).strip());
			}
		}
		return values;
	}

	/**
	 * With these names set and those removed. A name that is there keeps its place, one
	 * that is not comes last.
	 */
	EnvironmentFile edited(Map<String, String> set, List<String> remove) {
		set.forEach(EnvironmentFile::check);
		List<String> lines = new ArrayList<>(lines());
		lines.removeIf((line) -> remove.contains(name(line)) && single(line));
		Map<String, String> left = new TreeMap<>(set);
		for (int index = lines.size() - 1; index >= 0; index--) {
			Matcher matcher = LINE.matcher(lines.get(index));
			if (matcher.matches() && left.containsKey(matcher.group(2)) && single(lines.get(index))) {
				String value = left.remove(matcher.group(2));
				if (!value.equals(matcher.group(4).strip())) {
					lines.set(index, matcher.group(1) + matcher.group(2) + matcher.group(3) + value);
				}
			}
		}
		left.forEach((name, value) -> lines.add(name + "=" + value));
		return lines.equals(lines()) ? this : new EnvironmentFile(String.join("\n", lines) + "\n");
	}

	private List<String> lines() {
		return this.text.lines().toList();
	}

	private static String name(String line) {
		Matcher matcher = LINE.matcher(line);
		return matcher.matches() ? matcher.group(2) : "";
	}

	private static void check(String name, String value) {
		if (!NAME.matcher(name).matches()) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"change.set: the name \"%s\" was given; letters, digits, _ and . make one, no digit first"
						.formatted(name));
		}
		if (value.chars().anyMatch((character) -> character < ' ' && character != '\t') || !closed(value)) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"change.set: the value of %s spans lines or leaves a quote open; one line is allowed"
						.formatted(name));
		}
	}

	/** A value that goes on in the next line is nothing that one line can replace. */
	private static boolean single(String line) {
		Matcher matcher = LINE.matcher(line);
		if (matcher.matches() && !closed(matcher.group(4).strip())) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"the value of %s in the file spans several lines: change it by hand".formatted(matcher.group(2)));
		}
		return true;
	}

	private static boolean closed(String value) {
		boolean open = value.length() == 1 && !value.isEmpty() && "\"'".contains(value)
				|| value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0 && value.indexOf(value.charAt(0), 1) < 0;
		return !open && !value.endsWith("\\");
	}

}
