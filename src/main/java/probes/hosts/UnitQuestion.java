package probes.hosts;

import domain.probe.Finding;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A systemd unit, or all that match, by {@code systemctl show}; its value is the number
 * of restarts that systemd made.
 */
final class UnitQuestion implements HostQuestion {

	private static final Set<String> CHANGING = Set.of("activating", "deactivating", "reloading", "refreshing",
			"maintenance");

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return List.of("systemctl", "show", "--no-pager",
				"--property=Id,LoadState,ActiveState,SubState,Result,NRestarts", "--", probe.service());
	}

	@Override
	public Finding read(Probe probe, String output) {
		List<Map<String, String>> units = Arrays.stream(output.strip().split("\n\\s*\n"))
			.map(UnitQuestion::properties)
			.filter(unit -> unit.containsKey("ActiveState"))
			.toList();
		if (units.isEmpty()) {
			return new Finding.Broken("no unit matches " + probe.service());
		}
		String words = units.stream().map(UnitQuestion::words).collect(Collectors.joining("; "));
		if (units.stream().anyMatch(UnitQuestion::down)) {
			return new Finding.Broken(words);
		}
		if (units.stream().anyMatch(unit -> CHANGING.contains(unit.get("ActiveState")))) {
			return new Finding.Impaired(words);
		}
		int restarts = units.stream()
			.map(unit -> unit.getOrDefault("NRestarts", "0"))
			.filter(text -> text.matches("\\d+"))
			.mapToInt(Integer::parseInt)
			.sum();
		return new Finding.Measured(restarts, "restarts", words);
	}

	private static boolean down(Map<String, String> unit) {
		String state = unit.get("ActiveState");
		return "not-found".equals(unit.get("LoadState")) || !state.equals("active") && !CHANGING.contains(state);
	}

	private static String words(Map<String, String> unit) {
		String state = "not-found".equals(unit.get("LoadState")) ? "not found"
				: unit.get("ActiveState") + " (" + unit.get("SubState") + ")";
		String result = unit.getOrDefault("Result", "success");
		return unit.get("Id") + " is " + state + (result.isEmpty() || result.equals("success") ? "" : ", " + result);
	}

	private static Map<String, String> properties(String block) {
		return block.lines()
			.filter(line -> line.contains("="))
			.collect(Collectors.toMap(line -> line.substring(0, line.indexOf('=')),
					line -> line.substring(line.indexOf('=') + 1).strip(), (first, second) -> first));
	}

}
