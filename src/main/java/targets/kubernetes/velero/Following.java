package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import targets.kubernetes.ApiObjects;

/**
 * Follows one Backup or Restore until Velero does no more about it. Items and bytes are
 * its progress; when neither moves, people are told and it goes on, because Velero itself
 * may go on after hours. Whoever gives up tells the movers of data to stop, which is all
 * that Velero can be told.
 */
final class Following {

	private static final Logger log = LoggerFactory.getLogger(Following.class);

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private static final Set<String> MOVED = Set.of("Completed", "Failed", "Canceled");

	private final VeleroApi api;

	private final ApiObjects<GenericKubernetesResource> objects;

	private final List<VeleroApi.Mover> movers;

	private final Limits limits;

	/**
	 * Tells that nothing moves.
	 */
	private final Consumer<String> alarm;

	Following(VeleroApi api, ApiObjects<GenericKubernetesResource> objects, List<VeleroApi.Mover> movers, Limits limits,
			Consumer<String> alarm) {
		this.api = api;
		this.objects = objects;
		this.movers = movers;
		this.limits = limits;
		this.alarm = alarm;
	}

	/**
	 * The object when its phase is an end, whichever. A server that does not answer for a
	 * while ends no backup, so neither the wait.
	 */
	Sight untilEnded(String name, Consumer<String> progress) {
		Stretch stretch = new Stretch();
		for (int looks = 0;; looks++) {
			try {
				Sight now = look(name);
				if (now.phase().ended()) {
					return now;
				}
				Map<String, Long> moved = bytes(name);
				stretch.see(now, moved);
				report(name, () -> progress.accept(words(now, moved) + judge(name, now, stretch)));
			}
			catch (TransientFailure failure) {
				demandTime(name, stretch, failure.said());
				report(name, () -> progress.accept(name + " cannot be looked at: " + failure.getMessage()));
			}
			this.limits.pace().pause(looks);
		}
	}

	/** When the work is no longer wanted, or takes too long, data is not moved on. */
	private void report(String name, Runnable report) {
		try {
			report.run();
		}
		catch (RuntimeException ex) {
			stopMovers(name);
			throw ex;
		}
	}

	private Sight look(String name) {
		return this.objects.find(name)
			.map(Sight::of)
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("%s in namespace %s is gone while it was waited for: somebody has deleted it.",
							"%s no namespace %s sumiu enquanto era aguardado: alguém o apagou.", name,
							this.api.cluster().namespace())));
	}

	/** Bytes moved and to be moved, of all volumes. */
	private Map<String, Long> bytes(String name) {
		Map<String, Long> sum = new LinkedHashMap<>();
		for (VeleroApi.Mover mover : this.movers) {
			for (GenericKubernetesResource object : this.api.movers(mover).list(Map.of(mover.label(), name))) {
				JsonNode status = MAPPER.valueToTree(object.getAdditionalProperties()).path("status");
				sum.merge("done", status.path("progress").path("bytesDone").asLong(), Long::sum);
				sum.merge("total", status.path("progress").path("totalBytes").asLong(), Long::sum);
			}
		}
		return sum;
	}

	private static String words(Sight now, Map<String, Long> moved) {
		String bytes = moved.isEmpty() ? ""
				: ", %d of %d bytes of volumes".formatted(moved.get("done"), moved.get("total"));
		String unknown = (now.phase() == Phase.UNKNOWN) ? ", a phase that is not known here" : "";
		return now.name() + ": " + now.said() + unknown + bytes;
	}

	/** What there is to be said about the time that it takes. */
	private String judge(String name, Sight now, Stretch stretch) {
		demandTime(name, stretch, now.said());
		boolean unknown = now.phase() == Phase.UNKNOWN;
		boolean stalled = stretch.still().compareTo(this.limits.stalledAfter()) > 0;
		if (!stalled && !unknown) {
			return "";
		}
		String what = unknown ? "phase " + now.phaseInWords() + " is not known here; it is waited for"
				: "no progress for " + stretch.still().toMinutes() + " min";
		if (stretch.tellNow(this.limits.stalledAfter())) {
			log.warn("Velero, {}: {} ({}).", name, what, now.said());
			this.alarm.accept(name + ": " + what + " (" + now.said() + ")");
		}
		return "; ALARM: " + what;
	}

	private void demandTime(String name, Stretch stretch, Said state) {
		if (stretch.whole().compareTo(this.limits.within()) > 0) {
			throw new PermanentFailure(FailureKind.NOT_READY, Said.of(
					"%s is not done after %s: %s. Velero works on one restore at a time and never ends one that hangs: look at its server's log and at what stands before it, then start the server anew.",
					"%s não terminou depois de %s: %s. O Velero trabalha em uma restauração por vez e nunca encerra uma que trava: veja o log do servidor e o que está na frente dela, depois reinicie o servidor.",
					name, this.limits.within(), state));
		}
	}

	/** As far as they can be stopped; what cannot be told to stop is only logged. */
	private void stopMovers(String name) {
		for (VeleroApi.Mover mover : this.movers) {
			try {
				stopMovers(mover, name);
			}
			catch (RuntimeException ex) {
				log.warn("{} of {} could not be told to stop; they may go on: {}", mover, name, ex.getMessage());
			}
		}
	}

	private void stopMovers(VeleroApi.Mover mover, String name) {
		for (GenericKubernetesResource object : this.api.movers(mover).list(Map.of(mover.label(), name))) {
			String phase = MAPPER.valueToTree(object.getAdditionalProperties()).path("status").path("phase").asText();
			if (!MOVED.contains(phase)) {
				this.api.movers(mover).change(object.getMetadata().getName(), false, (now) -> {
					Map<String, Object> specification = new LinkedHashMap<>(now.get("spec"));
					specification.put("cancel", true);
					now.setAdditionalProperty("spec", specification);
					return now;
				});
			}
		}
	}

	/**
	 * How long it may take.
	 *
	 * @param within in all
	 * @param stalledAfter without any progress, until people are told
	 * @param pace how often it is looked at
	 */
	record Limits(Duration within, Duration stalledAfter, Pace pace) {

	}

	/** How long nothing has moved. */
	private static final class Stretch {

		private final long begin = System.nanoTime();

		private String last = "";

		private long since = System.nanoTime();

		private long told;

		void see(Sight now, Map<String, Long> moved) {
			String seen = now.phaseInWords() + now.done() + "/" + now.total() + moved;
			if (!seen.equals(this.last)) {
				this.last = seen;
				this.since = System.nanoTime();
				this.told = 0;
			}
		}

		Duration whole() {
			return Duration.ofNanos(System.nanoTime() - this.begin);
		}

		Duration still() {
			return Duration.ofNanos(System.nanoTime() - this.since);
		}

		/** Once, and again each time that the same span has gone by. */
		boolean tellNow(Duration every) {
			boolean now = this.told == 0 || System.nanoTime() - this.told > every.toNanos();
			if (now) {
				this.told = System.nanoTime();
			}
			return now;
		}

	}

}
