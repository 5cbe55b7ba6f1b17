package stores.postgresql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the comment of a database that a run has made says.
 *
 * @param system the system
 * @param database the database in use that it belongs to
 * @param run the run that made it
 * @param purpose what for
 * @param expires when it is of no more use
 * @param backup id of the backup that it holds all of; null while it does not
 * @param comment the comment that it had before; null when none
 */
record Mark(String system, String database, String run, Place.Purpose purpose, Instant expires, String backup,
		String comment) {

	private static final Logger log = LoggerFactory.getLogger(Mark.class);

	private static final String BEGIN = "holdfast ";

	private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

	static Mark of(RestoreRequest request, String backup) {
		Place place = request.place();
		return new Mark(request.source().system(), request.source().store().database(), place.run(), place.purpose(),
				place.expires(), backup, null);
	}

	static Mark of(Source source, Place place, String comment) {
		return new Mark(source.system(), source.store().database(), place.run(), place.purpose(), place.expires(), null,
				comment);
	}

	static Optional<Mark> read(String text) {
		if (text == null || !text.startsWith(BEGIN)) {
			return Optional.empty();
		}
		try {
			return Optional.of(JSON.readValue(text.substring(BEGIN.length()), Mark.class));
		}
		catch (JsonProcessingException foreign) {
			log.debug("The comment \"{}\" is no mark of ours", text, foreign);
			return Optional.empty();
		}
	}

	String text() {
		try {
			return BEGIN + JSON.writeValueAsString(this);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException("a mark cannot be written as JSON", impossible);
		}
	}

	boolean of(String runId) {
		return run != null && run.equals(runId);
	}

	boolean is(RestoreRequest request) {
		return of(request.place().run()) && isOf(request.source());
	}

	boolean isOf(Source source) {
		return source.system().equals(system) && source.store().database().equals(database);
	}

	Place place(String name) {
		return new Place(name, purpose, run, expires);
	}

}
