package domain.diagnosis;

import domain.lifecycle.Workload;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.run.Run;
import java.util.List;

/**
 * What is to be put into one archive.
 *
 * @param run the run it belongs to
 * @param reason why it is wanted, or null
 * @param workloads the components where they run
 * @param filter which lines of their logs
 * @param probes what tells whether the components can be reached
 * @param questions queries that belong into every archive
 * @param surroundings what probes and queries refer to
 * @param secrets references of the secrets that may not stand in the archive
 */
public record ArchiveRequest(Run run, String reason, List<Workload> workloads, LogFilter filter, List<Probe> probes,
		List<Question> questions, Surroundings surroundings, List<String> secrets) {

	public ArchiveRequest {
		workloads = workloads == null ? List.of() : List.copyOf(workloads);
		probes = probes == null ? List.of() : List.copyOf(probes);
		questions = questions == null ? List.of() : List.copyOf(questions);
		secrets = secrets == null ? List.of() : List.copyOf(secrets);
	}

}
