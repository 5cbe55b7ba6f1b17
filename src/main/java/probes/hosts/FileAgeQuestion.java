package probes.hosts;

import domain.probe.Finding;
import domain.probe.Judgement;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.OptionalDouble;

/** The age of a file, or of the newest file in a folder, by the host's own clock. */
final class FileAgeQuestion implements HostQuestion {

	private static final double SECONDS = 3600;

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return List.of("sh", "-c", "date +%s && find \"$1\" -maxdepth 1 -type f -printf '%T@\\n'", "file-age",
				probe.path());
	}

	@Override
	public Finding read(Probe probe, String output) {
		List<String> lines = output.lines().toList();
		OptionalDouble newest = lines.stream().skip(1).mapToDouble(Double::parseDouble).max();
		if (newest.isEmpty()) {
			return new Finding.Broken("there is no file in " + probe.path());
		}
		double hours = Math.max(0, Double.parseDouble(lines.getFirst()) - newest.getAsDouble()) / SECONDS;
		return new Finding.Measured(hours, "h",
				"the newest file of " + probe.path() + " is " + Judgement.number(hours) + " h old");
	}

	@Override
	public Finding failed(Probe probe, int exitCode, String words) {
		return words.contains("No such file or directory") ? new Finding.Broken(probe.path() + " is not there")
				: new Finding.Unasked(words);
	}

}
