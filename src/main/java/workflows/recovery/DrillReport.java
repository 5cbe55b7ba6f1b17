package workflows.recovery;

import domain.backup.Candidate;
import domain.profile.Objectives;
import domain.profile.ProtectedStore;
import domain.profile.Scenario;
import domain.report.Checklist;
import domain.report.Draft;
import domain.report.Figure;
import domain.report.Phase;
import domain.report.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** What a drill has measured, for people: every number comes from a step's answer. */
final class DrillReport {

	private final Procedure procedure;

	private final Words words;

	private final List<StoreDrill> stores;

	private final Scenario scenario;

	private final Clocks clocks;

	private final String owner;

	DrillReport(Procedure procedure, List<StoreDrill> stores, Scenario scenario, Clocks clocks) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.stores = stores;
		this.scenario = scenario;
		this.clocks = clocks;
		this.owner = procedure.profile().recovery().drill().owner();
	}

	/**
	 * A drill's moments beyond those of its stores.
	 *
	 * @param declared when the clock began to run
	 * @param approved when somebody allowed it; null: nobody was asked
	 * @param cleaned when everything was removed
	 * @param event the imagined disaster
	 */
	record Clocks(Instant declared, Instant approved, Instant cleaned, Instant event) {

	}

	Draft draft(List<Checklist> checklists) {
		Draft draft = procedure.draft("drill", title(), subject());
		stores.forEach(store -> figures(draft, store));
		DrillTables tables = new DrillTables(words, stores, clocks);
		draft.add(tables.stores());
		stores.forEach(store -> remarks(draft, store));
		draft.add(tables.clocks());
		stores.forEach(store -> draft.add(tables.compared(store)));
		draft.add(tables.cleanUp());
		checklists.forEach(draft::add);
		return draft;
	}

	private String title() {
		String what = scenario == null ? "" : ": " + (scenario.title() == null ? scenario.name() : scenario.title());
		return words.say("disaster recovery drill%s", "simulação de recuperação de desastre%s", what);
	}

	/** Runs are compared with those of the same stores and the same disaster. */
	private String subject() {
		String names = stores.stream().map(store -> store.source().name()).collect(Collectors.joining("+"));
		return scenario == null ? names : names + "/" + scenario.name();
	}

	private void figures(Draft draft, StoreDrill store) {
		Objectives promised = promised(store);
		String ending = stores.size() == 1 ? "" : "/" + store.source().name();
		String name = stores.size() == 1 ? "" : " " + store.source().name();
		draft.add(Figure.atMost("rto" + ending, "RTO" + name, DrillSteps.between(clocks.declared(), store.verified()),
				promised.recoveryTime(), store.problem() != null ? store.problem()
						: words.say("from the declaration to the verified copy", "da declaração à cópia verificada")));
		draft.add(Figure.atMost("rpo" + ending, "RPO" + name, loss(store), promised.recoveryPoint(),
				lossEvidence(store)));
		draft.add(Figure.atMost("machine-time" + ending, words.say("machine time", "tempo de máquina") + name,
				machineTime(store), null,
				words.say("the same without waiting for people", "o mesmo sem a espera por pessoas")));
	}

	private Objectives promised(StoreDrill store) {
		ProtectedStore asked = store.source().asked();
		return scenario == null ? asked.objectives() : scenario.objectives(asked);
	}

	private Duration machineTime(StoreDrill store) {
		return store.verified() == null ? null
				: Phase.machineTime(procedure.board().timeline(), clocks.declared(), store.verified());
	}

	/** Only what came back right proves what was not lost. */
	private Duration loss(StoreDrill store) {
		if (store.verified() == null) {
			return null;
		}
		return DrillSteps.between(recovered(store), clocks.event());
	}

	private static Instant recovered(StoreDrill store) {
		return store.canary() != null && store.canary().found() ? store.canary().at()
				: store.store().chosen().recoveryPoint();
	}

	private String lossEvidence(StoreDrill store) {
		if (store.verified() == null) {
			return words.say("nothing came back that was found right", "nada voltou que estivesse certo");
		}
		String at = words.time(recovered(store));
		if (store.canary() != null && store.canary().found()) {
			return words.say("measured: canary of %s found in the copy", "medido: canário de %s encontrado na cópia",
					at);
		}
		return store.hasCanary()
				? words.say("by the backup's word: recovery point %s; no canary in the copy",
						"pela palavra do backup: ponto de recuperação %s; sem canário na cópia", at)
				: words.say("by the backup's word: age of the newest usable recovery point, %s; nothing marks it",
						"pela palavra do backup: idade do ponto de recuperação mais novo que serve, %s; nada o marca",
						at);
	}

	private void remarks(Draft draft, StoreDrill store) {
		String name = store.source().name() + ": ";
		if (store.problem() != null) {
			draft.add(new Remark(Remark.Grade.FAILURE, name + store.problem(), owner));
		}
		if (store.store().choice() != null) {
			for (Candidate bad : store.store().choice().refused()) {
				draft.add(new Remark(Remark.Grade.EXCEPTION, name + words.say("backup %s cannot be used: %s",
						"o backup %s não serve: %s", bad.backup().id(), bad.refusal()), owner));
			}
		}
		if (store.canary() != null && !store.canary().found()) {
			draft.add(new Remark(Remark.Grade.EXCEPTION,
					name + words.say("no canary in the copy: %s", "sem canário na cópia: %s", store.canary().problem()),
					owner));
		}
		if (store.unlisted() != null) {
			draft.add(new Remark(Remark.Grade.FAILURE, name
					+ words.say("the clean-up is not proven: %s", "a limpeza não está provada: %s", store.unlisted()),
					owner));
		}
		store.left()
			.forEach(place -> draft.add(new Remark(Remark.Grade.FAILURE,
					name + words.say("left behind: %s", "ficou para trás: %s", place.name()), owner)));
	}

	/** What is said when no report could be written. */
	static String withoutReport(Words words, List<StoreDrill> stores) {
		String problems = stores.stream()
			.map(StoreDrill::problem)
			.filter(Objects::nonNull)
			.collect(Collectors.joining("; "));
		return words.say("the report could not be written; %s", "o relatório não pôde ser escrito; %s",
				problems.isEmpty() ? words.say("everything came back right", "tudo voltou certo") : problems);
	}

}
