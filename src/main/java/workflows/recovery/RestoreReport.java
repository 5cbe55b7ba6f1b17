package workflows.recovery;

import domain.backup.Lacking;
import domain.profile.Objectives;
import domain.report.Draft;
import domain.report.Figure;
import domain.report.Remark;
import domain.report.Table;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import workflows.steps.BadEnd;
import workflows.steps.Board;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** What people read after a store was brought back where it is. */
final class RestoreReport {

	private final Procedure procedure;

	private final Words words;

	private final Instant declared = Board.now();

	private Instant stopped;

	private Instant verified;

	RestoreReport(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** From now on nothing is written. */
	void writersAreStopped() {
		stopped = Board.now();
	}

	/** The service runs on restored data and answers. */
	void isVerified() {
		verified = Board.now();
	}

	void hand(StoreRestore store, String safety) {
		if (procedure.run().planning()) {
			return;
		}
		if (Workflow.getVersion("restore-report", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION) {
			procedure.report(of(store, safety));
		}
	}

	private Draft of(StoreRestore store, String safety) {
		String name = store.source().name();
		Objectives promised = store.source().asked().objectives();
		Draft draft = new Draft(procedure.run(), "restore",
				words.say("%s of %s restored", "%s de %s restaurado", name, procedure.profile().title()), name,
				procedure.profile().timeZone(), declared);
		draft.add(
				Figure.atMost("rto",
						words.say("From the declaration to the verified service",
								"Da declaração ao serviço verificado"),
						Duration.between(declared, verified), promised.recoveryTime(),
						words.say("clock of this run", "relógio desta execução")));
		draft.add(Figure.atMost("rpo", words.say("Data lost", "Dados perdidos"),
				Duration.between(store.chosen().recoveryPoint(), stopped), promised.recoveryPoint(),
				words.say("from the recovery point of %s until writers were stopped",
						"do ponto de recuperação de %s até pararem os que escrevem", store.chosen().id())));
		draft.add(findings(store)).add(refused(store));
		if (store.lacking() != null) {
			draft.add(new Remark(Remark.Grade.EXCEPTION,
					words.say("restored from a partial backup, as was accepted: %s",
							"restaurado de um backup parcial, como foi aceito: %s", store.lacking()),
					words.say("whoever accepted it", "quem o aceitou")));
		}
		store.accepted().forEach(partial -> draft.add(partial(partial)));
		if (!store.choice().refused().isEmpty()) {
			draft.add(new Remark(Remark.Grade.EXCEPTION,
					words.say("backups that cannot be used: %d; see why",
							"backups que não podem ser usados: %d; veja por quê", store.choice().refused().size()),
					words.say("whoever asked for it", "quem solicitou")));
		}
		return draft.add(new Remark(Remark.Grade.NOTE,
				words.say("What was there before is %s; gate undo takes the restore back for %s",
						"O que havia antes é %s; o portão undo desfaz a restauração por %s", safety,
						words.length(store.source().asked().restore().undoWithin())),
				null));
	}

	private Remark partial(Lacking partial) {
		String why = switch (partial.what()) {
			case SAFETY_COPY -> words.say("the copy of before is partial, as was accepted: %s",
					"a cópia de antes é parcial, como foi aceito: %s", partial.why());
			case RESTORE -> words.say("it was put in place in part, as was accepted: %s",
					"foi colocado no lugar em parte, como foi aceito: %s", partial.why());
		};
		return new Remark(Remark.Grade.EXCEPTION, why, words.say("whoever accepted it", "quem o aceitou"));
	}

	/** Of a restore that did not reach its end. */
	void handBad(StoreRestore store, BadEnd end) {
		if (end.nothingBegun()) {
			return;
		}
		String name = store.source().name();
		Objectives promised = store.source().asked().objectives();
		Draft draft = new Draft(procedure.run(), "restore",
				words.say("%s of %s not restored", "%s de %s não restaurado", name, procedure.profile().title()), name,
				procedure.profile().timeZone(), declared);
		draft.add(Figure.atMost("rto",
				words.say("From the declaration to the verified service", "Da declaração ao serviço verificado"), null,
				promised.recoveryTime(), end.why()));
		draft.add(new BadEnding(words).remark(end));
		new BadEnding(words).table(end).ifPresent(draft::add);
		if (store.findings() != null) {
			draft.add(findings(store));
		}
		if (store.choice() != null) {
			draft.add(refused(store));
		}
		procedure.report(draft);
	}

	private Table findings(StoreRestore store) {
		return new Table(words.say("Compared before it was used", "Comparado antes do uso"),
				List.of(words.say("what", "o quê"), words.say("must be", "deve ser"), words.say("is", "é")),
				store.findings()
					.all()
					.stream()
					.map(finding -> List.of(finding.what(), String.valueOf(finding.expected()),
							String.valueOf(finding.found())))
					.toList(),
				true);
	}

	private Table refused(StoreRestore store) {
		return new Table(words.say("Backups that cannot be used", "Backups que não podem ser usados"),
				List.of("backup", words.say("why", "por quê")),
				store.choice().refused().stream().map(bad -> List.of(bad.backup().id(), bad.refusal())).toList(),
				false);
	}

}
