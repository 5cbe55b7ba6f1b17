package app;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;
import java.lang.reflect.Type;

/**
 * JSON whose reading errors an operator can act on: they name the field, what was given
 * and what is expected, without the words of a programming language. The text given is
 * quoted in part only.
 */
final class ReadableJson extends JacksonJsonPayloadConverter {

	private final ObjectMapper mapper;

	ReadableJson(ObjectMapper mapper) {
		super(mapper);
		this.mapper = mapper;
	}

	@Override
	public <T> T fromData(Payload content, Class<T> valueClass, Type valueType) throws DataConverterException {
		byte[] json = content.getData().toByteArray();
		if (json.length == 0) {
			return null;
		}
		JavaType wanted = mapper.getTypeFactory().constructType(valueType == null ? valueClass : valueType);
		try {
			return mapper.readValue(json, wanted);
		}
		catch (IOException problem) {
			throw new DataConverterException(UnreadableJson.describe(problem, json), problem);
		}
	}

}
