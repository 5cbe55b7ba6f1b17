package app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;

/**
 * How values become the JSON that a history holds, and come back. One converter for the
 * product and for its tests: a history written by one is read by the other.
 */
public final class Converters {

	private Converters() {
	}

	/**
	 * The converter of every workflow, activity, signal and query: tolerant of what
	 * people type, exact about types. Unknown fields are ignored, names of enumerations
	 * may be typed in any case, absent is null, times are ISO text ({@code "PT2H"}). What
	 * cannot be read is refused with the field, what was given and what is expected.
	 */
	public static DataConverter standard() {
		return DefaultDataConverter.newDefaultInstance().withPayloadConverterOverrides(new ReadableJson(mapper()));
	}

	/** The JSON reader and writer behind {@link #standard()}. */
	public static ObjectMapper mapper() {
		// Jackson keeps its buffers by thread; thousands of waiting procedures are
		// thousands of
		// threads, and each would keep 30 KB of them for as long as it waits.
		JsonFactory shared = JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();
		return JsonMapper.builder(shared)
			.addModule(new JavaTimeModule())
			.addModule(new Jdk8Module())
			.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
			.disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
			.defaultPropertyInclusion(
					JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
			.build();
	}

}
