package probes.hosts;

import domain.probe.Finding;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.List;

/** How full the file system of a path is, as {@code df} counts. */
final class DiskQuestion implements HostQuestion {

	private static final int USED = 4;

	private static final int MOUNT = 5;

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return List.of("df", "-P", "-k", "--", probe.path() == null ? "/" : probe.path());
	}

	@Override
	public Finding read(Probe probe, String output) {
		List<String> lines = output.strip().lines().toList();
		String[] columns = lines.getLast().trim().split("\\s+");
		if (lines.size() < 2 || columns.length <= MOUNT || !columns[USED].matches("\\d+%")) {
			return new Finding.Unasked("df answered what nobody understands: " + output);
		}
		double used = Double.parseDouble(columns[USED].replace("%", ""));
		return new Finding.Measured(used, "%", columns[MOUNT] + " is " + columns[USED] + " full");
	}

}
