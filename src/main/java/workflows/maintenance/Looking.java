package workflows.maintenance;

import activities.Diagnoses;
import domain.diagnosis.QueryRequest;
import domain.diagnosis.Question;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelReading.Standing;
import domain.probe.Surroundings;
import domain.profile.MaintenanceWindowProfile;
import domain.profile.NamedQuery;
import domain.profile.Probe;
import domain.profile.QueryParameter;
import domain.profile.SecretReferences;
import domain.profile.SystemProfile;
import io.temporal.failure.ActivityFailure;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workflows.steps.Failures;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Survey;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/**
 * One look at a system: pods, probes, its own workflows, metrics (runbook C,
 * post-maintenance checklist).
 */
final class Looking {

	private final Procedure procedure;

	private final Words words;

	private final SystemProfile profile;

	private final MaintenanceWindowProfile rules;

	Looking(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.profile = procedure.profile();
		this.rules = profile.maintenanceWindow();
	}

	/** What is not as it should be, by its name. */
	Map<String, String> whatIsNotWell() {
		Map<String, String> bad = new TreeMap<>();
		new Survey(procedure).observe(new Parts(profile).all())
			.stream()
			.filter(state -> !state.running())
			.forEach(state -> bad.put("component " + state.component(), state.inWords()));
		if (!procedure.run().planning()) {
			Wellbeing wellbeing = new Wellbeing(procedure);
			wellbeing.failing().forEach((probe, answer) -> bad.put("probe " + probe, answer));
			wellbeing.measure(rules.levels())
				.stream()
				.filter(reading -> reading.standing() != Standing.MET)
				.forEach(reading -> bad.put("level " + reading.level().name(), reading.inWords()));
			askForWorkflows(bad);
		}
		return bad;
	}

	private void askForWorkflows(Map<String, String> bad) {
		if (rules.workflows() == null) {
			return;
		}
		NamedQuery query = profile.query(rules.workflows()).orElseThrow();
		String name = "query " + query.name();
		try {
			int rows = Steps.probe(Diagnoses.class, words.say("Ask %s", "Perguntar %s", query.name()), query.within())
				.askQuery(new QueryRequest(procedure.run(), question(query),
						new Surroundings(profile.stores(), profile.targets(), profile.monitoring()),
						SecretReferences.of(profile)))
				.rows();
			if (rows == 0) {
				bad.put(name, words.say("no workflow is running", "nenhum workflow em execução"));
			}
		}
		catch (ActivityFailure refused) {
			if (Failures.cancelled(refused)) {
				throw refused;
			}
			bad.put(name, Failures.words(refused));
		}
	}

	private Question question(NamedQuery query) {
		Probe source = profile.probes()
			.stream()
			.filter(probe -> probe.name().equals(query.source()))
			.findFirst()
			.orElse(null);
		return new Question(query,
				query.parameters()
					.stream()
					.filter(parameter -> parameter.usual() != null)
					.collect(Collectors.toMap(QueryParameter::name, QueryParameter::usual)),
				source);
	}

}
