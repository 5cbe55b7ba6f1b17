package workflows.maintenance;

import activities.ServiceLevels;
import domain.lifecycle.LevelReading.Standing;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelsRequest;
import domain.maintenance.Figure;
import domain.maintenance.TaskEvidence;
import domain.profile.RoutineTask;
import domain.profile.ServiceLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * Service levels and other figures, measured once. A missing series is never a pass; a
 * promise that nothing measures is said and is no finding.
 */
final class FiguresWork implements Work {

	private final Procedure procedure;

	private final Words words;

	FiguresWork(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	@Override
	public TaskEvidence work(RoutineTask task) {
		List<ServiceLevel> wanted = wanted(task);
		List<Figure> figures = new ArrayList<>(Steps.probe(ServiceLevels.class, task.title(), Duration.ofMinutes(1))
			.measureLevels(new LevelsRequest(procedure.run(), procedure.profile().monitoring(),
					wanted.stream().filter(level -> level.query() != null).toList(), Duration.ZERO))
			.stream()
			.map(this::figure)
			.toList());
		wanted.stream()
			.filter(level -> level.query() == null)
			.map(level -> new Figure(level.name(), null, level.unit(), level.atMost(), level.atLeast(), true,
					words.say("nothing measures it", "nada o mede"), true))
			.forEach(figures::add);
		return Figures.evidence(words, figures);
	}

	private List<ServiceLevel> wanted(RoutineTask task) {
		boolean all = task.levels().isEmpty() && task.figures().isEmpty();
		return Stream
			.concat(procedure.profile()
				.serviceLevels()
				.stream()
				.filter(level -> all || task.levels().contains(level.name())), task.figures().stream())
			.toList();
	}

	private Figure figure(LevelReading reading) {
		ServiceLevel level = reading.level();
		return new Figure(level.name(), reading.value(), level.unit(), level.atMost(), level.atLeast(),
				reading.standing() == Standing.MET, reading.standing() == Standing.NO_DATA
						? words.say("no data (%s)", "sem dados (%s)", reading.words()) : reading.words());
	}

}
