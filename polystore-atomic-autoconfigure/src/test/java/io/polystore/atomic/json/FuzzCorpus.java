package io.polystore.atomic.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Good documents, to be spoiled. The values that no message may quote hold
 * {@link #SECRETS}.
 */
final class FuzzCorpus {

	static final List<String> SECRETS = List.of("s3cr3t", "271828182", "Geheimnis");

	private static final String AS_WRITTEN = """
			{
			  "owner": "s3cr3t of Zoë",
			  "balance": 271828182,
			  "rate": 1.5,
			  "price": 271828182.50,
			  "total": -2718281828459045235360287471352,
			  "tags": [
			    "s3cr3t",
			    "Geheimnis"
			  ],
			  "open": true
			}""";

	private static final String AS_PYTHON_PRINTS = """
			{"owner": "s3cr3t", "balance": 271828182, "rate": 2.71828182e-05, "tags": [], "more": {}, "open": false, \
			"nested": {"list": [1, -0.0, 0, 1E5, null, {"deep": [[["s3cr3t"]]]}], "note": "Geheimnis \\u00e4\\n\\t\\"x\\""}}
			""";

	private static final String MINIFIED = """
			{"owner":"s3cr3t","tags":["s3cr3t","\\/\\\\\\b"],"rate":-0.0,"balance":12,"a":{"b":{"c":[271828182,null,true]}}}""";

	private static final String UNICODE = """
			{
			  "owner": "s3cr3t Ω 漢字 😀 \\ud83d\\ude00 \\u2028",
			  "größe": "Geheimnis",
			  "😀": [ "\\u0000\\u001f", "\u007f\ufffd", "" ],
			  "tags": [ "ä", "Ä" ]
			}
			""";

	private static final String NUMBERS = """
			[ 0, -0, -0.0, 1, -1, 1.0, 1.10, 100, 1e2, 1E+2, 1e-2, 271828182845904523536028747135266249775724709,
			  0.1000000000000000055511151231257827, 1e400, -1e-400, 123456789012345678901234567890.5, 5e-324 ]
			""";

	private static final String LIST = """
			[ { "owner": "s3cr3t", "balance": 1 }, { "owner": "Geheimnis", "balance": 2 }, "s3cr3t", null, [ ], { } ]""";

	private FuzzCorpus() {
	}

	static List<byte[]> documents() {
		return Stream.of(AS_WRITTEN, AS_PYTHON_PRINTS, MINIFIED, UNICODE, NUMBERS, LIST)
			.map((text) -> text.getBytes(StandardCharsets.UTF_8))
			.toList();
	}

}
