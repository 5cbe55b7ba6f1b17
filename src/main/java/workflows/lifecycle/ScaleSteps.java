package workflows.lifecycle;

import activities.ServiceLevels;
import activities.Workloads;
import domain.failure.FailureKind;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.Bounds;
import domain.lifecycle.GrowRequest;
import domain.lifecycle.LevelReading.Standing;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelsRequest;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.Resources;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.Workload;
import domain.people.Severity;
import domain.profile.Scaling;
import domain.profile.ServiceLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import workflows.steps.Failures;
import workflows.steps.Pause;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/** What scaling one component is made of. */
final class ScaleSteps {

	private static final Duration REGISTERED_WITHIN = Duration.ofMinutes(2);

	private final ComponentSteps steps;

	private final Procedure procedure;

	private final Words words;

	private final Scale.Request request;

	private final Workload workload;

	private final Scaling scaling;

	private final Wellbeing wellbeing;

	private List<LevelReading> before = List.of();

	private ScaleSteps(ComponentSteps steps, Scale.Request request) {
		this.steps = steps;
		this.procedure = steps.procedure();
		this.words = procedure.words();
		this.request = request;
		this.workload = steps.workload();
		this.scaling = steps.component().scaling();
		this.wellbeing = new Wellbeing(procedure);
	}

	static ScaleSteps of(Procedure opened, Scale.Request request) {
		ScaleInput.check(request);
		ScaleSteps steps = new ScaleSteps(ComponentSteps.of(opened, request.component()), request);
		ScaleInput.checkReplicas(request.replicas(), steps.scaling);
		return steps;
	}

	Procedure procedure() {
		return procedure;
	}

	void inspect() {
		steps.inspectPlace();
		steps.requireRunning();
		int asFound = steps.found().wanted();
		if (request.replicas() != null) {
			// The first to be registered is the last to be taken back: when the
			// autoscaler
			// has the bounds again that these instances fit in.
			procedure.undo()
				.register(words.say("%d instances of %s", "%d instâncias de %s", asFound, name()),
						() -> Undone.replicas(procedure, workload, asFound));
		}
	}

	void measureBefore() {
		if (!procedure.run().planning() && goesDown()) {
			before = wellbeing.measure(Duration.ZERO);
			before.forEach(reading -> procedure.board().note(reading.inWords()));
		}
	}

	private boolean goesDown() {
		return request.replicas() != null && request.replicas() < steps.found().wanted();
	}

	void limitAutoscaler() {
		if (request.autoscaler() == null) {
			return;
		}
		procedure.refuseInFreeze();
		phase("autoscaler",
				words.say("Setting the autoscaler: %s", "Ajustando o autoscaler: %s", request.autoscaler()));
		Bounds asFound = Steps
			.safe(Workloads.class, words.say("Autoscaler of %s as it is", "Autoscaler atual de %s", name()))
			.limitAutoscaler(new AutoscalerRequest(Undone.planned(procedure.run()), workload, request.autoscaler()))
			.bounds();
		procedure.undo()
			.register(words.say("the autoscaler's bounds", "os limites do autoscaler"),
					() -> Undone.bounds(procedure, workload, asFound));
		procedure.changed(
				Steps.safe(Workloads.class, words.say("Set the autoscaler of %s", "Ajustar o autoscaler de %s", name()))
					.limitAutoscaler(new AutoscalerRequest(procedure.run(), workload, request.autoscaler()))
					.changes());
	}

	void resize() {
		if (request.resources() == null) {
			return;
		}
		procedure.refuseInFreeze();
		phase("resize", words.say("Giving %s other resources", "Ajustando os recursos de %s", name()));
		Resources asFound = Steps
			.safe(Workloads.class, words.say("Resources of %s as they are", "Recursos atuais de %s", name()))
			.resizeWorkload(new ResizeRequest(Undone.planned(procedure.run()), workload, request.resources()))
			.resources();
		procedure.undo()
			.register(words.say("the resources", "os recursos"), () -> Undone.resources(procedure, workload, asFound));
		procedure.changed(
				Steps.slow(Workloads.class, words.say("Resize %s", "Redimensionar %s", name()), workload.readyWithin())
					.resizeWorkload(new ResizeRequest(procedure.run(), workload, request.resources()))
					.changes());
	}

	void reachReplicas() {
		if (request.replicas() == null) {
			return;
		}
		procedure.refuseInFreeze();
		int now = steps.found().wanted();
		if (procedure.run().planning() || !goesDown()) {
			scaleTo(now, request.replicas());
			return;
		}
		while (now > request.replicas()) {
			int next = Math.max(request.replicas(), now - scaling.step());
			scaleTo(now, next);
			settleAndCompare(next);
			now = next;
		}
	}

	private void scaleTo(int from, int replicas) {
		procedure.gates().awaitNotHeld();
		phase("scale", words.say("%s to %d instances", "%s para %d instâncias", name(), replicas));
		procedure.changed(Steps
			.slow(Workloads.class, words.say("%s to %d instances", "%s para %d instâncias", name(), replicas),
					workload.readyWithin())
			.scaleWorkload(new ScaleRequest(procedure.run(), workload, replicas, from))
			.changes());
	}

	private void settleAndCompare(int replicas) {
		procedure.board()
			.doing(words.say("%d instances: waiting %s, then comparing the service levels",
					"%d instâncias: aguardando %s e depois comparando os níveis de serviço", replicas,
					scaling.settle()));
		Pause.lasting(scaling.settle(),
				words.say("Settling at %d instances", "Estabilizando com %d instâncias", replicas));
		List<String> worse = Comparison.worse(before, wellbeing.measure(Duration.ZERO), scaling.tolerance());
		if (!worse.isEmpty()) {
			throw Failures.of(FailureKind.UNDONE, words.say("the service levels became worse with %d instances: %s",
					"os níveis de serviço pioraram com %d instâncias: %s", replicas, String.join("; ", worse)));
		}
	}

	/** Runbook C: instances count when the registry knows them. */
	void awaitRegistration() {
		if (procedure.run().planning() || request.replicas() == null || scaling.registered() == null) {
			return;
		}
		phase("registered", words.say("Waiting for %s in the registry", "Aguardando %s no registro", name()));
		ServiceLevel known = new ServiceLevel("registered", scaling.registered(), null,
				request.replicas().doubleValue(), null);
		LevelReading reading = Steps
			.probe(ServiceLevels.class, words.say("%s in the registry", "%s no registro", name()), REGISTERED_WITHIN)
			.measureLevels(new LevelsRequest(procedure.run(), procedure.profile().monitoring(), List.of(known),
					REGISTERED_WITHIN))
			.get(0);
		if (reading.standing() != Standing.MET) {
			throw Failures.of(FailureKind.NOT_READY, words.say("not every instance of %s is registered: %s",
					"nem toda instância de %s está registrada: %s", name(), reading.inWords()));
		}
	}

	/** The last of all: volumes never shrink. */
	void growVolumes() {
		if (request.storage() == null) {
			return;
		}
		procedure.gates().awaitNotHeld();
		procedure.refuseInFreeze();
		phase("storage", words.say("Giving the volumes of %s %s each", "Ampliando os volumes de %s para %s", name(),
				request.storage()));
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Volumes of %s to %s", "Volumes de %s para %s", name(), request.storage()),
					workload.readyWithin())
			.growVolumes(new GrowRequest(procedure.run(), workload, request.storage()))
			.changes());
	}

	void checkSmoke() {
		steps.checkSmoke();
	}

	String close() {
		procedure.keepWhatWasDone();
		String summary = words.say("%s scaled: %s", "%s escalado: %s", name(), ScaleInput.inWords(request));
		procedure.tell("done", "procedure-done", Severity.INFORMATION, Map.of("summary", summary));
		return summary;
	}

	private void phase(String keyword, String text) {
		procedure.board().phase(keyword, text);
	}

	private String name() {
		return workload.component();
	}

}
