package targets;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A sink that keeps everything in memory. */
public final class Gathered implements Sink {

	/** Texts by path. */
	public final Map<String, String> files = new ConcurrentSkipListMap<>();

	/** Why something could not be had, by path. */
	public final Map<String, String> missing = new ConcurrentSkipListMap<>();

	@Override
	public void text(String path, String what, String text) {
		files.put(path, text);
	}

	@Override
	public void missing(String path, String what, String why) {
		missing.put(path, why);
	}

	/** The one text whose path ends so. */
	public String ending(String end) {
		return files.entrySet()
			.stream()
			.filter(file -> file.getKey().endsWith(end))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow(() -> new AssertionError(end + " is not among " + files.keySet() + ", missing " + missing));
	}

}
