package targets.ssh;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.backup.Place;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.release.Changes;
import domain.run.Change;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import stores.Machine;

/** Several files of a host's configuration, as they are, as they are kept and as text. */
final class HostConfigurationFiles {

	private static final ObjectMapper JSON = new ObjectMapper();

	private HostConfigurationFiles() {
	}

	/**
	 * As {@link #write} has written them.
	 * @throws com.fasterxml.jackson.core.JsonProcessingException when it was altered; its
	 * text may repeat a secret
	 */
	static List<HostConfigurationFile> parse(InputStream content) throws IOException {
		return JSON.readValue(content, new TypeReference<>() {
		});
	}

	static void write(List<HostConfigurationFile> all, OutputStream out) throws IOException {
		out.write(JSON.writeValueAsBytes(all));
	}

	/** What the host has, whether it is there or not. */
	static List<HostConfigurationFile> read(Host host, Iterable<String> paths, Runnable alive) {
		List<HostConfigurationFile> all = new ArrayList<>();
		paths.forEach((path) -> all.add(HostConfigurationFile.read(host, path, alive)));
		return all;
	}

	/** Bytes of each that is there. */
	static SortedMap<String, Long> sizes(List<HostConfigurationFile> all) {
		SortedMap<String, Long> sizes = new TreeMap<>();
		all.stream()
			.filter(HostConfigurationFile::there)
			.forEach((file) -> sizes.put(file.path(), (long) file.content().length));
		return sizes;
	}

	/** What a run keeps on the host in a file of its own. */
	static List<HostConfigurationFile> kept(Machine machine, Place place) {
		try (InputStream content = machine.read(place.name())) {
			return parse(content);
		}
		catch (IOException damaged) {
			// Its text may repeat a secret.
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of("%s: %s is not there or was altered.",
					"%s: %s não está lá ou foi alterado.", machine.place(), place.name()));
		}
	}

	/** Keeps them there. */
	static void keep(Machine machine, Place place, List<HostConfigurationFile> all) {
		try (OutputStream out = machine.write(place.name())) {
			write(all, out);
		}
		catch (IOException refused) {
			throw new TransientFailure(
					Said.of("%s: %s cannot be written.", "%s: %s não pode ser escrito.", machine.place(), place.name()),
					refused);
		}
	}

	/** The host has these; what it has already is not written. */
	static Changes put(Host host, List<HostConfigurationFile> all, String after, Runnable alive) {
		return new Changes(all.stream()
			.filter((file) -> file.write(host, alive))
			.map((file) -> new Change("file " + file.path(), "as it was", after))
			.toList());
	}

}
