package probes.redis;

import domain.probe.Finding;
import domain.profile.Probe;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Redis says in INFO.
 *
 * @param values fields and their values
 */
record Information(Map<String, String> values) {

	static Information of(String text) {
		Map<String, String> values = new TreeMap<>();
		text.lines()
			.filter(line -> !line.startsWith("#") && line.contains(":"))
			.forEach(line -> values.put(line.substring(0, line.indexOf(':')),
					line.substring(line.indexOf(':') + 1).strip()));
		return new Information(values);
	}

	Finding judge(Probe probe, String place) {
		String value = values.get(probe.field());
		if (value == null) {
			return new Finding.Unasked(place + " says nothing of " + probe.field() + " in INFO");
		}
		String words = place + " says " + probe.field() + " is " + value;
		if (probe.equals() != null) {
			return probe.equals().equals(value) ? new Finding.Measured(0, "", words)
					: new Finding.Broken(words + ", " + probe.equals() + " was expected");
		}
		try {
			return new Finding.Measured(Double.parseDouble(value), "", words);
		}
		catch (NumberFormatException text) {
			return new Finding.Unasked(words + ", which is no number");
		}
	}

}
