package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class ConvertersTest {

	private final DataConverter converter = Converters.standard();

	@Test
	void unknownFieldsAreIgnoredAndAbsentOnesAreNull() {
		Request request = read("{\"system\": \"agente-ia\", \"colour\": \"blue\"}");
		assertThat(request.system()).isEqualTo("agente-ia");
		assertThat(request.stages()).isNull();
		assertThat(request.patience()).isNull();
	}

	@Test
	void timesAreIsoText() {
		Request request = read("{\"patience\": \"PT2H\", \"since\": \"2026-11-21T04:15:00Z\"}");
		assertThat(request.patience()).isEqualTo(Duration.ofHours(2));
		assertThat(request.since()).isEqualTo(Instant.parse("2026-11-21T04:15:00Z"));
		assertThat(written(request)).isEqualTo("{\"patience\":\"PT2H\",\"since\":\"2026-11-21T04:15:00Z\"}");
	}

	@Test
	void namesOfEnumerationsMayBeTypedInAnyCase() {
		assertThat(read("{\"mode\": \"PLAN\"}").mode()).isEqualTo(Mode.PLAN);
		assertThat(read("{\"mode\": \"plan\"}").mode()).isEqualTo(Mode.PLAN);
		assertThat(written(read("{\"mode\": \"Plan\"}"))).isEqualTo("{\"mode\":\"plan\"}");
	}

	@Test
	void aTextWhereAListIsExpectedIsRefusedWithTheFieldAndTheForm() {
		refused("{\"stages\": \"x\"}").withMessageContaining("Field \"stages\"")
			.withMessageContaining("expected is a list")
			.withMessageContaining("Given: {\"stages\": \"x\"}");
	}

	@Test
	void aWrongFieldInsideAListIsNamedByItsPlace() {
		refused("{\"stages\": [{\"weight\": 5}, {\"weight\": \"many\"}]}")
			.withMessageContaining("Field \"stages[1].weight\" was given as \"many\", expected is a whole number");
	}

	@Test
	void anUnknownNameIsRefusedWithThoseThatThereAre() {
		refused("{\"mode\": \"maybe\"}").withMessageContaining("Field \"mode\" was given as \"maybe\"")
			.withMessageContaining("one of [execute, plan]");
	}

	@Test
	void aDurationInWordsIsRefusedWithAnExample() {
		refused("{\"patience\": \"two hours\"}").withMessageContaining("Field \"patience\" was given as \"two hours\"")
			.withMessageContaining("\"PT2H\"");
	}

	@Test
	void aListAsInputIsRefusedWithTheFieldsOfTheObject() {
		refused("[1, 2]").withMessageContaining("The input does not have the expected form")
			.withMessageContaining("an object with the fields {system, stages, mode, patience, since}");
	}

	@Test
	void whatIsNotJsonIsRefusedWithThePlaceOfTheMistake() {
		refused("{\"system\": agente}").withMessageContaining("This is not JSON (line 1, column");
	}

	private Request read(String json) {
		return converter.fromPayload(payload(json), Request.class, Request.class);
	}

	private ThrowableAssertAlternative<DataConverterException> refused(String json) {
		return assertThatExceptionOfType(DataConverterException.class).isThrownBy(() -> read(json));
	}

	private String written(Object value) {
		return converter.toPayload(value).orElseThrow().getData().toStringUtf8();
	}

	static Payload payload(String json) {
		return Payload.newBuilder()
			.putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
			.setData(ByteString.copyFromUtf8(json))
			.build();
	}

	record Request(String system, List<Part> stages, Mode mode, Duration patience, Instant since) {

	}

	record Part(int weight) {

	}

	enum Mode {

		@JsonProperty("execute")
		EXECUTE, @JsonProperty("plan")
		PLAN

	}

}
