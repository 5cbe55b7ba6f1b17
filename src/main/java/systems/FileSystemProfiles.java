package systems;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.SystemProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Profiles from the shipped set, or from the folder that {@code holdfast.systems}
 * (environment: {@code HOLDFAST_SYSTEMS}) names. Problems stop the start-up; a file that
 * is broken later fails only the runs of its system.
 */
@Component
class FileSystemProfiles implements SystemProfiles {

	private static final Logger LOGGER = LoggerFactory.getLogger(FileSystemProfiles.class);

	private final ProfileFiles files;

	private final ProfileReader reader;

	@Autowired
	FileSystemProfiles(@Value("${holdfast.systems:}") String folder, Environment environment,
			ObjectProvider<Procedures> procedures) {
		this(folder.isBlank() ? ProfileFiles.shipped() : ProfileFiles.folder(Path.of(folder)),
				new ProfileReader(environment::getProperty, procedures.getIfAvailable(() -> Procedures.ANY)));
	}

	FileSystemProfiles(String folder, Environment environment) {
		this(folder.isBlank() ? ProfileFiles.shipped() : ProfileFiles.folder(Path.of(folder)),
				new ProfileReader(environment::getProperty));
	}

	FileSystemProfiles(ProfileFiles files, ProfileReader reader) {
		this.files = files;
		this.reader = reader;
		List<Reading> readings = readAll();
		List<Problem> problems = new ArrayList<>();
		readings.forEach(reading -> problems.addAll(reading.problems()));
		if (readings.isEmpty()) {
			problems.add(new Problem(files.place(), 0, "", "holds no profile (allowed at least one file *.yaml)"));
		}
		if (!problems.isEmpty()) {
			throw new InvalidProfiles(problems);
		}
		LOGGER.info("Systems from {}: {}", files.place(), names(readings));
	}

	@Override
	public SystemProfile find(String system) {
		List<Reading> readings = readNow();
		Optional<Reading> wanted = readings.stream().filter(reading -> reading.system().equals(system)).findFirst();
		Reading reading = wanted.orElseThrow(() -> unknown(system, readings));
		return reading.profile()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "the profile of " + system
					+ " has problems, correct it and start again:\n" + InvalidProfiles.lines(reading.problems())));
	}

	@Override
	public List<String> names() {
		return names(readNow());
	}

	@Override
	public Snapshot all() {
		List<Reading> readings = readNow();
		return new Snapshot(readings.stream().flatMap(reading -> reading.profile().stream()).toList(),
				readings.stream().filter(reading -> reading.profile().isEmpty()).map(Reading::file).toList());
	}

	private static List<String> names(List<Reading> readings) {
		return readings.stream()
			.filter(reading -> reading.profile().isPresent())
			.map(Reading::system)
			.sorted()
			.toList();
	}

	private PermanentFailure unknown(String system, List<Reading> readings) {
		String broken = readings.stream()
			.filter(reading -> reading.profile().isEmpty())
			.map(reading -> "; " + reading.file() + " has problems")
			.reduce("", String::concat);
		return new PermanentFailure(FailureKind.INVALID_INPUT, "system: there is no such system (given " + system
				+ ", allowed " + String.join(", ", names(readings)) + broken + ") in " + files.place());
	}

	/** The folder may be gone for a moment, while a mount is replaced: worth a retry. */
	private List<Reading> readNow() {
		try {
			return readAll();
		}
		catch (InvalidProfiles unreadable) {
			throw new TransientFailure(unreadable.getMessage(), unreadable);
		}
	}

	private List<Reading> readAll() {
		Map<String, String> taken = new HashMap<>();
		List<Reading> readings = new ArrayList<>();
		for (ProfileFile file : files.read()) {
			Reading reading = reader.read(file);
			String other = taken.putIfAbsent(reading.system(), file.name());
			readings.add(other == null ? reading : duplicate(reading, other));
		}
		return readings;
	}

	private static Reading duplicate(Reading reading, String other) {
		List<Problem> problems = new ArrayList<>(reading.problems());
		problems.add(new Problem(reading.file(), 1, "name",
				"is taken (given " + reading.system() + ", which " + other + " has; allowed a name of its own)"));
		return new Reading(reading.file(), reading.system(), Optional.empty(), problems);
	}

}
