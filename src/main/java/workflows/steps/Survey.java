package workflows.steps;

import activities.Workloads;
import domain.lifecycle.ObserveRequest;
import domain.lifecycle.PlaceRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadState;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import java.util.List;

/** Looks, before anything is changed, at where components run and how they stand. */
public final class Survey {

	private final Procedure procedure;

	private final Words words;

	public Survey(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** Notes what is not as it should be where the component runs. */
	public void inspectPlace(Workload workload) {
		inspect(words.say("Looking at the place", "Verificando o alvo"),
				words.say("Look at the target", "Verificar o alvo"), List.of(workload.target()));
	}

	/**
	 * Notes what is not as it should be where components run.
	 * @return what was noted
	 */
	public List<String> inspectPlaces(List<TargetProfile> places) {
		return inspect(words.say("Looking at the places", "Verificando os alvos"),
				words.say("Look at the targets", "Verificar os alvos"), places);
	}

	private List<String> inspect(String phase, String step, List<TargetProfile> places) {
		procedure.board().phase("inspect", phase);
		List<String> unfit = Steps.safe(Workloads.class, step)
			.inspectPlaces(new PlaceRequest(procedure.run(), places))
			.stream()
			.filter(place -> !place.healthy())
			.map(ProbeResult::inWords)
			.toList();
		unfit.forEach(problem -> procedure.board().note(problem));
		return unfit;
	}

	/** How the component stands. */
	public WorkloadState observe(Workload workload) {
		return observe(words.say("How %s stands", "Como está %s", workload.component()), List.of(workload)).get(0);
	}

	/** How components stand, in the order of the question. */
	public List<WorkloadState> observe(List<Workload> workloads) {
		return observe(words.say("How %d components stand", "Como estão %d componentes", workloads.size()), workloads);
	}

	private List<WorkloadState> observe(String step, List<Workload> workloads) {
		return Steps.safe(Workloads.class, step).observeWorkloads(new ObserveRequest(procedure.run(), workloads));
	}

}
