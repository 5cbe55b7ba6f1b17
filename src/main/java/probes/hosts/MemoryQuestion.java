package probes.hosts;

import domain.probe.Finding;
import domain.probe.Judgement;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Memory that is not available to programs, as the kernel counts. */
final class MemoryQuestion implements HostQuestion {

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return List.of("cat", "/proc/meminfo");
	}

	@Override
	public Finding read(Probe probe, String output) {
		Map<String, Double> kilobytes = new HashMap<>();
		output.lines()
			.map(line -> line.split("[:\\s]+"))
			.filter(words -> words.length > 1 && words[1].matches("\\d+"))
			.forEach(words -> kilobytes.put(words[0], Double.valueOf(words[1])));
		Double total = kilobytes.get("MemTotal");
		Double available = kilobytes.get("MemAvailable");
		if (total == null || available == null || total <= 0) {
			return new Finding.Unasked("/proc/meminfo has no MemTotal and MemAvailable");
		}
		double used = 100 * (1 - available / total);
		return new Finding.Measured(used, "%", Judgement.number(used) + " % of the memory is taken");
	}

}
