package workflows.recovery;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.Place;
import domain.profile.Objectives;
import domain.profile.ProtectedStore;
import domain.profile.Scenario;
import domain.report.Checklist;
import domain.report.Draft;
import domain.report.Figure;
import domain.report.Phase;
import domain.report.Remark;
import domain.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
		draft.add(storesTable());
		stores.forEach(store -> remarks(draft, store));
		draft.add(clocksTable());
		stores.forEach(store -> checks(draft, store));
		draft.add(cleanUpTable());
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
		return store.canary() != null && store.canary().found()
				? words.say("canary of %s found in the copy", "canário de %s encontrado na cópia", at)
				: words.say("recovery point of the backup: %s; no canary in the copy",
						"ponto de recuperação do backup: %s; sem canário na cópia", at);
	}

	private Table storesTable() {
		return new Table(words.say("Stores", "Stores"), List.of("store", "backup",
				words.say("recovery point", "ponto de recuperação"), words.say("size", "tamanho"),
				words.say("rows", "linhas"), words.say("comparisons right", "comparações certas"),
				words.say("data ready after", "dados prontos após"), words.say("verified after", "verificado após")),
				stores.stream()
					.filter(store -> store.store().choice() != null && store.store().chosen() != null)
					.map(this::row)
					.toList(),
				true);
	}

	private List<String> row(StoreDrill store) {
		Backup backup = store.store().chosen();
		Findings findings = store.store().findings();
		long rows = backup.rows().values().stream().mapToLong(Long::longValue).sum();
		return List.of(store.source().name(), backup.id(), words.time(backup.recoveryPoint()),
				backup.bytes() + " bytes", Long.toString(rows),
				findings == null ? "-"
						: (findings.all().size() - findings.bad().size()) + " / " + findings.all().size(),
				after(store.store().restored()), after(store.verified()));
	}

	private String after(Instant moment) {
		Duration length = DrillSteps.between(clocks.declared(), moment);
		return length == null ? "-" : seconds(length);
	}

	private String seconds(Duration length) {
		String number = "%d.%01d".formatted(length.toSeconds(), length.toMillisPart() / 100);
		return (words.language().startsWith("pt") ? number.replace('.', ',') : number) + " s";
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

	private Table clocksTable() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(clock(words.say("imagined disaster", "desastre imaginado"), clocks.event()));
		rows.add(clock(words.say("declared", "declarado"), clocks.declared()));
		rows.add(clocks.approved() == null
				? List.of(words.say("approved", "aprovado"),
						words.say("nobody was asked", "não se perguntou a ninguém"), "-")
				: clock(words.say("approved", "aprovado"), clocks.approved()));
		for (StoreDrill store : stores) {
			String name = stores.size() == 1 ? "" : ": " + store.source().name();
			rows.add(clock(words.say("data ready", "dados prontos") + name, store.store().restored()));
			rows.add(store.service() == null
					? List.of(words.say("service up", "serviço no ar") + name,
							words.say("not measured: the profile asks nothing",
									"não medido: o perfil não pergunta nada"),
							"-")
					: clock(words.say("service up", "serviço no ar") + name, store.serviceUp()));
			rows.add(clock(words.say("verified", "verificado") + name, store.verified()));
		}
		rows.add(clock(words.say("cleaned", "limpo"), clocks.cleaned()));
		return new Table(words.say("Clocks", "Relógios"), List.of(words.say("clock", "relógio"), words.say("at", "em"),
				words.say("after the declaration", "após a declaração")), rows, false);
	}

	private List<String> clock(String name, Instant moment) {
		return List.of(name, moment == null ? words.say("not reached", "não alcançado") : words.time(moment),
				after(moment));
	}

	private void checks(Draft draft, StoreDrill store) {
		List<Finding> all = new ArrayList<>();
		for (Findings findings : new Findings[] { store.store().findings(), store.service() }) {
			if (findings != null) {
				all.addAll(findings.all());
			}
		}
		draft.add(new Table(words.say("What was compared: %s", "O que foi comparado: %s", store.source().name()),
				List.of("", words.say("what", "o quê"), words.say("must be", "deve ser"), words.say("is", "é")),
				all.stream()
					.sorted((one, other) -> Boolean.compare(one.good(), other.good()))
					.map(finding -> List.of(finding.good() ? "✓" : "✗", finding.what(), finding.expected(),
							finding.found()))
					.toList(),
				true));
	}

	private Table cleanUpTable() {
		return new Table(words.say("Clean-up, by listing", "Limpeza, por listagem"),
				List.of("store", words.say("made by the drill", "feito pela simulação"),
						words.say("still there", "ainda lá")),
				stores.stream()
					.filter(StoreDrill::begun)
					.map(store -> List.of(store.source().name(), store.place(), stillThere(store)))
					.toList(),
				false);
	}

	private String stillThere(StoreDrill store) {
		if (store.unlisted() != null) {
			return words.say("unknown", "desconhecido");
		}
		return store.left().isEmpty() ? words.say("nothing", "nada")
				: store.left().stream().map(Place::name).collect(Collectors.joining(", "));
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
