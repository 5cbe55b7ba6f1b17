package workflows.maintenance;

import activities.Diagnoses;
import domain.diagnosis.QueryAnswer;
import domain.diagnosis.QueryRequest;
import domain.maintenance.Figure;
import domain.maintenance.TaskEvidence;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import domain.profile.RoutineTask;
import domain.profile.SecretReferences;
import domain.profile.SystemProfile;
import domain.release.Artifact;
import java.util.ArrayList;
import java.util.List;
import workflows.response.Questions;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * Named queries, side by side in one task, their answers kept as evidence; more rows than
 * are good are a finding.
 */
final class QueriesWork implements Work {

	private final Procedure procedure;

	private final Words words;

	QueriesWork(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	@Override
	public TaskEvidence work(RoutineTask task) {
		List<Figure> figures = new ArrayList<>();
		List<Artifact> artifacts = new ArrayList<>();
		for (String name : task.queries()) {
			NamedQuery query = procedure.profile().query(name).orElseThrow();
			QueryAnswer answer = ask(query);
			artifacts.add(answer.artifact());
			figures.add(figure(task, query, answer));
		}
		TaskEvidence evidence = Figures.evidence(words, figures);
		String rows = String.join("; ", figures.stream().map(Figure::inWords).toList());
		return new TaskEvidence(rows, figures, evidence.findings(), null, artifacts);
	}

	private QueryAnswer ask(NamedQuery query) {
		SystemProfile profile = procedure.profile();
		return Steps.probe(Diagnoses.class, words.say("Ask %s", "Perguntar %s", query.name()), query.within())
			.askQuery(new QueryRequest(procedure.run(), Questions.usual(profile, query),
					new Surroundings(profile.stores(), profile.targets(), profile.monitoring()),
					SecretReferences.of(profile)));
	}

	private Figure figure(RoutineTask task, NamedQuery query, QueryAnswer answer) {
		Integer most = task.rowsAtMost();
		boolean good = most == null || answer.rows() <= most;
		return new Figure(query.title() == null ? query.name() : query.title(), (double) answer.rows(),
				words.say("rows", "linhas"), most == null ? null : most.doubleValue(), null, good,
				good ? null : answer.artifact().location());
	}

}
