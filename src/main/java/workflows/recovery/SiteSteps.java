package workflows.recovery;

import activities.Sites;
import domain.backup.Place;
import domain.backup.Source;
import domain.people.Severity;
import domain.profile.DisasterSite;
import domain.profile.Preparation;
import domain.profile.ProtectedStore;
import domain.profile.RestoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import domain.run.Outcome;
import domain.site.PreparationRequest;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import workflows.steps.BadEnd;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** What bringing a system back at another place is made of. */
final class SiteSteps {

	/** What was at the other place before is of use until the way back is taken. */
	private static final Duration KEPT = Duration.ofDays(30);

	/** Longer than any recovery takes that has not been given up. */
	private static final Duration BESIDE = Duration.ofDays(7);

	private final Procedure procedure;

	private final Words words;

	private final DisasterSite site;

	/** The system as it is there. */
	private final SystemProfile there;

	private final List<StoreRestore> stores;

	private final Writers components;

	private final TrafficSwitch traffic;

	private final Instant declared = Board.now();

	/** Whether nobody is disturbed, and no freeze minded, before somebody approved. */
	private final boolean onceApproved;

	private Instant verified;

	private SiteSteps(Procedure procedure, DisasterSite site) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.site = site;
		this.there = procedure.profile().at(site);
		this.stores = there.recovery()
			.stores()
			.stream()
			.map(ProtectedStore::name)
			.map(name -> new StoreRestore(procedure, Source.named(there, name).orElseThrow()))
			.toList();
		this.components = new Writers(procedure, there, List.of());
		this.traffic = new TrafficSwitch(procedure, there, site);
		this.onceApproved = Workflow.getVersion("disaster-once-approved", Workflow.DEFAULT_VERSION,
				1) != Workflow.DEFAULT_VERSION;
		if (onceApproved) {
			procedure.passFreezes();
		}
		procedure.onBadEnd(this::reportBadEnd);
	}

	static SiteSteps of(DisasterRecovery.Request request, Procedure procedure) {
		DisasterSite site = procedure.profile().recovery().site();
		if (site == null) {
			throw Failures.input("scenario", "complete_outage", "the profile of " + request.system()
					+ " names no place that takes over: fill recovery.site, or recover the data where it is");
		}
		requireAnotherPlace(procedure.profile(), site);
		Protection.of(procedure.profile(), null);
		return new SiteSteps(procedure.preempting(RestoreSteps.HAND_OVER), site);
	}

	/** What is to be brought back must not be overwritten where it is. */
	private static void requireAnotherPlace(SystemProfile profile, DisasterSite site) {
		for (TargetProfile there : site.targets()) {
			if (profile.target(there.name()).filter(there::equals).isPresent()) {
				throw Failures.input("scenario", "complete_outage", "target '" + there.name()
						+ "' of recovery.site is the very place that is lost: name the other one there");
			}
		}
	}

	Procedure procedure() {
		return procedure;
	}

	/** The lock is taken when the first question was approved. */
	Outcome conduct(Supplier<String> steps) {
		return onceApproved ? procedure.observe(steps) : procedure.conduct(steps);
	}

	void chooseBackups() {
		stores.forEach(store -> store.choose(null));
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	void askToActivate() {
		procedure.refuseInFreeze();
		String question = words.say(
				"DISASTER: %s is brought back at %s. Lost is what was written after: %s. Approve only when nothing writes at the old place any more.%s",
				"DESASTRE: %s é reerguido em %s. Perde-se o que foi escrito depois de: %s. Aprove apenas quando nada mais escreve no lugar antigo.%s",
				procedure.run().system(), site.name(),
				stores.stream().map(this::lastKnown).collect(Collectors.joining(", ")),
				stores.stream()
					.map(store -> new RestoreLoss(words).refusals(store.choice()))
					.collect(Collectors.joining()))
				+ (onceApproved ? procedure.passedFreeze() : "");
		procedure.board().note(question);
		procedure.ask(new Gate.Question("disaster", "restore", question, true));
		if (onceApproved) {
			procedure.takeLock();
		}
	}

	private String lastKnown(StoreRestore store) {
		return store.source().name() + " " + words.time(store.chosen().recoveryPoint()) + " (" + store.chosen().id()
				+ ")";
	}

	/** What is made so there stays: it is asked for again the next time. */
	void prepare() {
		procedure.board().phase("prepare", words.say("Preparing %s", "Preparando %s", site.name()));
		site.prepare().forEach(this::prepare);
	}

	private void prepare(Preparation wanted) {
		procedure.gates().awaitNotHeld();
		procedure.changed(Steps.slow(Sites.class, wanted.name(), wanted.within())
			.prepareSite(new PreparationRequest(procedure.run(), there.target(wanted.target()).orElseThrow(), wanted))
			.changes());
	}

	void stopWhatRunsThere() {
		procedure.gates().awaitNotHeld();
		components.observe();
		components.stop();
	}

	void restoreEverything() {
		stores.forEach(this::restore);
	}

	/** What an application is pointed to must not be cleaned up. */
	private static Instant expiry(StoreRestore store) {
		return store.source().asked().restore().way() == RestoreProfile.Way.BESIDE ? null : Board.now().plus(BESIDE);
	}

	private void restore(StoreRestore store) {
		store.plan(Place.Purpose.RESTORED, Board.now().plus(KEPT), expiry(store));
		procedure.undo().register(words.say("remove what was restored", "remover o que foi restaurado"), store::remove);
		new RightData(procedure, store).restore(null, components::names);
		procedure.gates().awaitNotHeld();
		Switching switching = new Switching(procedure, there, store);
		procedure.undo()
			.register(words.say("what was there before", "o que havia antes"), () -> switching.back(store.request()));
		switching.over(store.request());
	}

	void start() {
		procedure.gates().awaitNotHeld();
		components.startAll();
	}

	void verify() {
		components.validateAll();
		verified = Board.now();
	}

	void switchTraffic() {
		procedure.gates().awaitNotHeld();
		traffic.over();
	}

	private void reportBadEnd(BadEnd end) {
		if (!end.nothingBegun()) {
			procedure.report(new SiteReport(procedure, site, declared, verified).ofBadEnd(stores, end));
		}
	}

	String close() {
		procedure.keepWhatWasDone();
		String summary = words.say("%s runs at %s; lost is what was written after: %s%s",
				"%s roda em %s; perdeu-se o que foi escrito depois de: %s%s", procedure.run().system(), site.name(),
				stores.stream().map(this::lastKnown).collect(Collectors.joining(", ")), traffic.said());
		procedure.report(new SiteReport(procedure, site, declared, verified).of(stores, traffic));
		procedure.tell("done", "procedure-done", Severity.CRITICAL, Map.of("summary", summary));
		return summary;
	}

}
