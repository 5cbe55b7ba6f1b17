package targets.ssh;

import domain.failure.FailureKind;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import targets.OldFiles;

/** Old files of a host, with what the SSH user may read and remove. */
public final class OldHostFiles {

	private static final Duration WITHIN = Duration.ofMinutes(5);

	private OldHostFiles() {
	}

	/**
	 * What is there.
	 * @throws domain.failure.PermanentFailure kind {@code NOT_FOUND} with the host's
	 * words when the folder is not there or may not be read
	 */
	public static List<Leftover> find(Host host, CleanUpRequest request, Runnable alive) {
		Command command = Command.of(OldFiles.find(request, Instant.now()));
		return OldFiles.found(host.demand(command, WITHIN, FailureKind.NOT_FOUND, alive).output()).toList();
	}

	/** Removes files from the host, once it has said that it is the one meant. */
	public static void remove(Host host, List<Leftover> some, Runnable alive) {
		host.confirmIdentity(alive);
		Command command = Command.of(OldFiles.remove(some.stream().map(Leftover::name).toList()));
		host.demand(command, WITHIN, FailureKind.FORBIDDEN, alive);
	}

}
