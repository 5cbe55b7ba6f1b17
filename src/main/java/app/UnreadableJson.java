package app;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in an operator's words why a piece of JSON cannot be read. */
final class UnreadableJson {

	private static final int SHOWN = 200;

	private UnreadableJson() {
	}

	/**
	 * @param problem what the reader met
	 * @param json what was given
	 * @return field, what was given, what is expected
	 */
	static String describe(IOException problem, byte[] json) {
		String given = shortened(new String(json, StandardCharsets.UTF_8));
		if (problem instanceof JsonParseException parse) {
			return "This is not JSON (line " + parse.getLocation().getLineNr() + ", column "
					+ parse.getLocation().getColumnNr() + "): " + parse.getOriginalMessage() + " Given: " + given;
		}
		if (problem instanceof JsonMappingException mapping) {
			return field(mapping) + " " + inWords(mapping) + ". Given: " + given;
		}
		return "The JSON cannot be read: " + problem.getMessage() + " Given: " + given;
	}

	/** Why a value does not fit, without naming the field. */
	static String inWords(JsonMappingException problem) {
		if (problem instanceof InvalidFormatException format) {
			return "was given as \"" + format.getValue() + "\", expected is " + expected(format.getTargetType());
		}
		if (problem instanceof MismatchedInputException mismatch) {
			return "does not have the expected form, expected is " + expected(mismatch.getTargetType());
		}
		return "cannot be used: " + rootOf(problem);
	}

	private static String rootOf(JsonMappingException problem) {
		Throwable cause = problem.getCause();
		return cause == null ? problem.getOriginalMessage() : cause.getMessage();
	}

	private static String field(JsonMappingException problem) {
		String path = problem.getPath()
			.stream()
			.map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
			.collect(Collectors.joining());
		return path.isEmpty() ? "The input" : "Field \"" + (path.startsWith(".") ? path.substring(1) : path) + "\"";
	}

	private static String expected(Class<?> type) {
		if (type == null) {
			return "something else";
		}
		if (type.isEnum()) {
			return "one of " + Arrays.stream(type.getEnumConstants()).map(UnreadableJson::spelling).toList();
		}
		if (type == Duration.class) {
			return "a duration such as \"PT2H\" (two hours) or \"PT90S\" (90 seconds)";
		}
		if (Temporal.class.isAssignableFrom(type)) {
			return "a time such as \"2026-11-21T04:15:00Z\"";
		}
		if (Collection.class.isAssignableFrom(type) || type.isArray()) {
			return "a list: [ ... ]";
		}
		if (type.isRecord()) {
			return "an object with the fields " + fieldsOf(type);
		}
		return plainly(type);
	}

	private static String plainly(Class<?> type) {
		if (type == boolean.class || type == Boolean.class) {
			return "true or false";
		}
		if (type == double.class || type == Double.class) {
			return "a number";
		}
		if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
			return "a whole number";
		}
		return Map.class.isAssignableFrom(type) ? "an object: { ... }" : "a text";
	}

	private static String fieldsOf(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getName)
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static String spelling(Object constant) {
		return Converters.mapper().convertValue(constant, String.class);
	}

	private static String shortened(String text) {
		return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
	}

}
