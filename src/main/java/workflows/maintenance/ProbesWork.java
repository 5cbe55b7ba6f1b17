package workflows.maintenance;

import activities.HealthProbes;
import domain.maintenance.Figure;
import domain.maintenance.TaskEvidence;
import domain.probe.Health;
import domain.probe.HealthRequest;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.RoutineTask;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * Probes of the profile; what is not healthy is a finding. Nothing is remembered of it:
 * the health check tells of changes.
 */
final class ProbesWork implements Work {

	private final Procedure procedure;

	private final Words words;

	ProbesWork(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	@Override
	public TaskEvidence work(RoutineTask task) {
		SystemProfile profile = procedure.profile();
		List<Probe> wanted = profile.probes().stream().filter(probe -> wanted(task, probe)).toList();
		Duration longest = wanted.stream().map(Probe::within).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		List<ProbeAnswer> answers = Steps.probe(HealthProbes.class, task.title(), longest)
			.askProbes(new HealthRequest(procedure.run(), wanted,
					new Surroundings(profile.stores(), profile.targets(), profile.monitoring())))
			.answers();
		List<Figure> figures = IntStream.range(0, wanted.size())
			.mapToObj(index -> figure(wanted.get(index), answers.get(index)))
			.toList();
		return Figures.evidence(words, figures);
	}

	private static boolean wanted(RoutineTask task, Probe probe) {
		boolean all = task.probes().isEmpty() && task.groups().isEmpty();
		return all || task.probes().contains(probe.name()) || task.groups().contains(probe.group());
	}

	/** Only what keeps the stricter limit is healthy. */
	private static Figure figure(Probe probe, ProbeAnswer answer) {
		return new Figure(answer.name(), answer.value(), answer.unit(),
				probe.degradedAtMost() == null ? probe.atMost() : probe.degradedAtMost(),
				probe.degradedAtLeast() == null ? probe.atLeast() : probe.degradedAtLeast(),
				answer.health() == Health.HEALTHY, answer.words());
	}

}
