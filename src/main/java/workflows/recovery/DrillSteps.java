package workflows.recovery;

import domain.backup.Source;
import domain.people.Severity;
import domain.profile.DrillProfile;
import domain.profile.Scenario;
import domain.report.Checklist;
import domain.report.Draft;
import domain.report.Filed;
import domain.report.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workflows.steps.BadEnd;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** What a drill is made of. */
final class DrillSteps {

	private final Procedure procedure;

	private final Words words;

	private final DrillProfile profile;

	private final Scenario scenario;

	private final boolean fresh;

	private final boolean attended;

	private final Instant wanted;

	private final List<StoreDrill> stores;

	private final Duties duties;

	private final List<Checklist> checklists = new ArrayList<>();

	private Instant declared;

	private Instant approved;

	private Instant cleaned;

	private Filed filed;

	DrillSteps(Procedure procedure, DisasterRecoveryDrill.Request request) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.profile = procedure.profile().recovery().drill();
		this.scenario = scenario(procedure, request.scenario());
		this.attended = !Boolean.TRUE.equals(request.unattended());
		this.fresh = Boolean.TRUE.equals(request.fresh());
		this.wanted = request.timestamp();
		this.stores = Protection.of(procedure.profile(), request.store())
			.stream()
			.map(source -> new StoreDrill(procedure, source))
			.toList();
		this.duties = new Duties(procedure);
		procedure.onBadEnd(this::reportBadEnd);
	}

	private static Scenario scenario(Procedure procedure, String wanted) {
		if (wanted == null || wanted.isBlank()) {
			return null;
		}
		DrillProfile drill = procedure.profile().recovery().drill();
		return drill.scenario(wanted)
			.orElseThrow(() -> Failures.input("scenario", wanted,
					procedure.profile().name() + " knows: " + drill.scenarios().stream().map(Scenario::name).toList()));
	}

	/** Only a drill that is prepared is declared: its time does not count. */
	void prepare() {
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
		if (fresh) {
			BackupSteps backups = new BackupSteps(procedure, "drill");
			stores.forEach(store -> backups.takeAndReadBack(store.inUse()));
		}
		if (attended && !profile.before().isEmpty()) {
			phase("prepare", words.say("Preparing", "Preparando"));
			duties.require("before", words.say("before", "antes"), profile.before()).ifPresent(checklists::add);
		}
	}

	void declare() {
		declared = Board.now();
		phase("declared", words.say("Drill declared", "Simulação declarada"));
		procedure.board()
			.note(words.say("drill declared: the clock runs", "simulação declarada: o relógio está correndo"));
	}

	void approve() {
		if (attended && profile.approve()) {
			procedure.ask(new Gate.Question("drill", "drill", words.say(
					"Restore %s of %s from backup into places of the drill's own? What is in use is not touched.",
					"Restaurar %s de %s do backup em lugares só da simulação? O que está em uso não é tocado.", names(),
					procedure.run().system())));
			approved = Board.now();
		}
	}

	private String names() {
		return String.join(", ", stores.stream().map(StoreDrill::source).map(Source::name).toList());
	}

	/** One after another, as in an emergency. */
	void restoreEach() {
		Instant expires = Board.now().plus(profile.expires());
		for (StoreDrill store : stores) {
			procedure.gates().awaitNotHeld();
			store.restore(wanted, expires);
		}
	}

	/** While the copies are there for whoever wants to look. */
	void accompany() {
		if (attended && !profile.during().isEmpty() && stores.stream().anyMatch(StoreDrill::holdsCopy)) {
			phase("accompany", words.say("The copies are there to be looked at: %s",
					"As cópias estão lá para quem quiser ver: %s", places()));
			duties.ask("during", words.say("during", "durante"), profile.during()).ifPresent(checklists::add);
		}
	}

	private String places() {
		return String.join(", ", stores.stream().filter(StoreDrill::holdsCopy).map(StoreDrill::place).toList());
	}

	void cleanUp() {
		phase("clean", words.say("Removing the copies", "Removendo as cópias"));
		stores.forEach(StoreDrill::cleanUp);
		cleaned = Board.now();
	}

	/** Measured is measured: nobody has to wait for the debriefing to read it. */
	void report() {
		filed = procedure.report(draft()).orElse(null);
	}

	private Draft draft() {
		return new DrillReport(procedure, stores, scenario,
				new DrillReport.Clocks(declared, approved, cleaned, wanted == null ? declared : wanted))
			.draft(checklists);
	}

	/** A drill that was stopped has a report too: how far it came, and what is left. */
	private void reportBadEnd(BadEnd end) {
		if (declared == null && end.nothingBegun()) {
			return;
		}
		boolean measured = filed != null;
		stores.forEach(StoreDrill::proveRemoved);
		if (cleaned == null && stores.stream().anyMatch(StoreDrill::begun)) {
			cleaned = Board.now();
		}
		procedure.report(draft().add(new Remark(measured ? Remark.Grade.EXCEPTION : Remark.Grade.FAILURE,
				measured ? words.say("not debriefed: %s", "sem revisão: %s", end.why()) : words.say(
						"the drill was not carried out to its end: %s", "a simulação não foi até o fim: %s", end.why()),
				profile.owner())));
	}

	/** The report is written again with what came of it. */
	void debrief() {
		if (!attended || profile.after().isEmpty() || procedure.run().planning()) {
			return;
		}
		phase("debrief", words.say("Debriefing: %s", "Revisão: %s", line()));
		duties.ask("after", words.say("after", "depois"), profile.after()).ifPresent(checklists::add);
		report();
	}

	private String line() {
		return filed == null ? words.say("there is no report", "não há relatório") : filed.line();
	}

	String close() {
		if (procedure.run().planning()) {
			return words.say("would restore %s into places of the drill's own and remove them again",
					"restauraria %s em lugares só da simulação e os removeria em seguida", names());
		}
		return filed == null ? DrillReport.withoutReport(words, stores) : line();
	}

	/** Between two moments, for people. */
	static Duration between(Instant from, Instant until) {
		return from == null || until == null ? null : Duration.between(from, until);
	}

	private void phase(String keyword, String text) {
		procedure.board().phase(keyword, text);
	}

}
