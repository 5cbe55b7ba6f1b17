package probes;

import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.probe.Finding;
import domain.probe.Judgement;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Asks all probes of a check at the same time. None of them can hold up the others: what
 * gives no answer within its time is left behind.
 */
@Component
public class SideBySide {

	private final Map<Probe.Kind, Prober> probers = new EnumMap<>(Probe.Kind.class);

	public SideBySide(List<Prober> probers) {
		probers.forEach(prober -> this.probers.put(prober.kind(), prober));
	}

	/**
	 * The answers, in the order of the questions; there after the longest time that one
	 * of the probes allows.
	 */
	public List<ProbeAnswer> ask(List<Probe> probes, Surroundings around) {
		List<Thread> asking = new ArrayList<>();
		List<CompletableFuture<Finding>> findings = new ArrayList<>();
		for (Probe probe : probes) {
			CompletableFuture<Finding> finding = new CompletableFuture<>();
			finding.completeOnTimeout(late(probe), probe.within().toMillis(), TimeUnit.MILLISECONDS);
			findings.add(finding);
			asking.add(
					Thread.ofVirtual().name("probe " + probe.name()).start(() -> finding.complete(ask(probe, around))));
		}
		List<ProbeAnswer> answers = new ArrayList<>();
		for (int index = 0; index < probes.size(); index++) {
			answers.add(Judgement.of(probes.get(index), findings.get(index).join()));
		}
		asking.forEach(Thread::interrupt);
		return answers;
	}

	private Finding ask(Probe probe, Surroundings around) {
		Prober prober = probers.get(probe.kind());
		if (prober == null) {
			return new Finding.Unasked("nothing here can ask probes of kind " + probe.kind());
		}
		try {
			return prober.ask(probe, around);
		}
		catch (PermanentFailure | TransientFailure unable) {
			return new Finding.Unasked(unable.getMessage());
		}
		catch (InterruptedException tooLate) {
			Thread.currentThread().interrupt();
			return late(probe);
		}
		catch (Exception failure) {
			return new Finding.Broken(Causes.words(failure));
		}
	}

	private static Finding late(Probe probe) {
		return new Finding.Broken("no answer within " + Judgement.number(probe.within().toMillis() / 1000.0) + " s");
	}

}
