package probes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import secrets.Secrets;

/** Asks a prober as a health check does, with questions written as in a profile. */
public final class Asked {

	private static final ObjectMapper YAML = new YAMLMapper().registerModule(new JavaTimeModule());

	private Asked() {
	}

	/** The answer to a probe written as a YAML flow mapping, without its name. */
	public static ProbeAnswer ask(Prober prober, String probe) {
		return ask(prober, probe, new Surroundings(List.of(), List.of(), null));
	}

	public static ProbeAnswer ask(Prober prober, String probe, StoreProfile store) {
		return ask(prober, probe, new Surroundings(List.of(store), List.of(), null));
	}

	public static ProbeAnswer ask(Prober prober, String probe, Surroundings around) {
		return ask(List.of(prober), probe, around);
	}

	public static ProbeAnswer ask(List<Prober> probers, String probe, Surroundings around) {
		return new SideBySide(probers).ask(List.of(probe(probe)), around).getFirst();
	}

	public static Probe probe(String text) {
		return read("{name: it, " + text + "}", Probe.class);
	}

	public static StoreProfile store(String text) {
		return read("{name: store, " + text + "}", StoreProfile.class);
	}

	static <T> T read(String yaml, Class<T> type) {
		try {
			return YAML.readValue(yaml, type);
		}
		catch (JsonProcessingException unreadable) {
			throw new IllegalArgumentException(yaml, unreadable);
		}
	}

	/** Secrets that stand in a map; others are missing. */
	public static Secrets secrets(Map<String, String> known) {
		return new Secrets() {
			@Override
			public String resolve(String reference) {
				return find(reference)
					.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, reference + " stands for nothing"));
			}

			@Override
			public Optional<String> find(String reference) {
				return Optional.ofNullable(known.get(reference));
			}
		};
	}

}
