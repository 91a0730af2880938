package parquet

import (
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// formatOf returns how a value of a type is written as text: dates and times as
// RFC 3339, all else as it is.
func formatOf(t parquet.Type) func(parquet.Value) string {
	if logical := t.LogicalType(); logical != nil {
		switch l := logical.Value.(type) {
		case *format.TimestampType:
			return timestamp(l.Unit)
		case *format.DateType:
			return func(v parquet.Value) string { return time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly) }
		}
	}
	if old := t.ConvertedType(); old != nil {
		switch *old {
		case deprecated.TimestampMillis:
			return func(v parquet.Value) string { return written(time.UnixMilli(v.Int64())) }
		case deprecated.TimestampMicros:
			return func(v parquet.Value) string { return written(time.UnixMicro(v.Int64())) }
		}
	}
	if t.Kind() == parquet.Int96 {
		return julian
	}
	return parquet.Value.String
}

func written(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func timestamp(unit format.TimeUnit) func(parquet.Value) string {
	return func(v parquet.Value) string {
		switch unit.Value.(type) {
		case *format.MilliSeconds:
			return written(time.UnixMilli(v.Int64()))
		case *format.MicroSeconds:
			return written(time.UnixMicro(v.Int64()))
		default:
			return written(time.Unix(0, v.Int64()))
		}
	}
}

// unixEpoch is the Julian day of 1970-01-01.
const unixEpoch = 2440588

// julian reads a time as Hive and old versions of Spark write it: nanoseconds
// of a Julian day. The library reads zero of those in a dictionary, which is no
// time but none.
func julian(v parquet.Value) string {
	i := v.Int96()
	if i == (deprecated.Int96{}) {
		return ""
	}
	nanoseconds := int64(uint64(i[1])<<32 | uint64(i[0]))
	return written(time.Unix((int64(i[2])-unixEpoch)*86400, nanoseconds))
}
