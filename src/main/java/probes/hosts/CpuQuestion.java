package probes.hosts;

import domain.probe.Finding;
import domain.probe.Judgement;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.Arrays;
import java.util.List;

/** How busy the processors are between two looks at {@code /proc/stat}. */
final class CpuQuestion implements HostQuestion {

	private static final int IDLE = 3;

	private static final int WAITING = 4;

	/** Guest time, which stands behind, is counted in user time already. */
	private static final int COUNTED = 8;

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return List.of("sh", "-c", "head -n 1 /proc/stat; sleep 1; head -n 1 /proc/stat");
	}

	@Override
	public Finding read(Probe probe, String output) {
		List<long[]> looks = output.lines().filter(line -> line.startsWith("cpu ")).map(CpuQuestion::numbers).toList();
		if (looks.size() < 2) {
			return new Finding.Unasked("/proc/stat answered what nobody understands: " + output);
		}
		double all = Arrays.stream(looks.get(1)).sum() - Arrays.stream(looks.get(0)).sum();
		double idle = idle(looks.get(1)) - idle(looks.get(0));
		if (all <= 0) {
			return new Finding.Unasked("no time passed between two looks at /proc/stat");
		}
		double busy = 100 * (1 - idle / all);
		return new Finding.Measured(busy, "%", "the processors are " + Judgement.number(busy) + " % busy");
	}

	private static long[] numbers(String line) {
		return Arrays.stream(line.trim().split("\\s+")).skip(1).limit(COUNTED).mapToLong(Long::parseLong).toArray();
	}

	private static long idle(long[] look) {
		return look[IDLE] + (look.length > WAITING ? look[WAITING] : 0);
	}

}
