package systems;

import domain.profile.SystemProfile;
import java.util.Map;
import org.springframework.mock.env.MockEnvironment;

/** The shipped profiles, for tests in other packages. */
public final class TestProfiles {

	private TestProfiles() {
	}

	/** The profile of agente-ia, with nothing set in the environment. */
	public static SystemProfile agenteIa() {
		return of("agente-ia");
	}

	/** The profile of a system, with nothing set in the environment. */
	public static SystemProfile of(String system) {
		return new FileSystemProfiles("", new MockEnvironment()).find(system);
	}

	/** The profile of a system, with these set in the environment. */
	public static SystemProfile of(String system, Map<String, String> variables) {
		MockEnvironment environment = new MockEnvironment();
		variables.forEach(environment::setProperty);
		return new FileSystemProfiles("", environment).find(system);
	}

	/** A profile as written in YAML, with nothing set in the environment. */
	public static SystemProfile read(String yaml) {
		Reading reading = new ProfileReader(Map.<String, String>of()::get).read(new ProfileFile("test.yaml", yaml));
		return reading.profile().orElseThrow(() -> new IllegalArgumentException(reading.problems().toString()));
	}

}
