"""Names of PySpark 4.1.4's API, by the class or module that has them.

Written by scripts/differences.ts: run make differences.
"""

API: dict[str, frozenset[str]] = {
    "Builder": frozenset(
        """
        appName config create enableHiveSupport getOrCreate master remote
        """.split()  # noqa: SIM905
    ),
    "Catalog": frozenset(
        """
        _jcatalog _jsparkSession cacheTable clearCache createExternalTable createTable
        currentCatalog currentDatabase databaseExists dropGlobalTempView dropTempView functionExists
        getDatabase getFunction getTable isCached listCatalogs listColumns listDatabases
        listFunctions listTables recoverPartitions refreshByPath refreshTable registerFunction
        setCurrentCatalog setCurrentDatabase tableExists uncacheTable
        """.split()  # noqa: SIM905
    ),
    "Column": frozenset(
        """
        _jc alias asc asc_nulls_first asc_nulls_last astype between bitwiseAND bitwiseOR bitwiseXOR
        cast contains desc desc_nulls_first desc_nulls_last dropFields endswith eqNullSafe getField
        getItem ilike isNaN isNotNull isNull isin like name otherwise outer over rlike startswith
        substr transform try_cast when withField
        """.split()  # noqa: SIM905
    ),
    "DataFrame": frozenset(
        """
        _jcols _jcols_ordinal _jdf _jmap _joinAsOf _jseq agg alias approxQuantile asTable cache
        checkpoint coalesce colRegex collect columns corr count cov createGlobalTempView
        createOrReplaceGlobalTempView createOrReplaceTempView createTempView crossJoin crosstab cube
        describe distinct drop dropDuplicates dropDuplicatesWithinWatermark drop_duplicates dropna
        dtypes exceptAll exists explain fillna filter first foreach foreachPartition freqItems
        groupBy groupby groupingSets head hint inputFiles intersect intersectAll isEmpty isLocal
        isStreaming is_cached join lateralJoin limit localCheckpoint mapInArrow mapInPandas melt
        mergeInto metadataColumn na observe offset orderBy pandas_api persist plot printSchema
        randomSplit rdd registerTempTable repartition repartitionById repartitionByRange replace
        rollup sameSemantics sample sampleBy scalar schema select selectExpr semanticHash show sort
        sortWithinPartitions sparkSession sql_ctx stat storageLevel subtract summary tail take to
        toArrow toDF toJSON toLocalIterator toPandas transform transpose union unionAll unionByName
        unpersist unpivot where withColumn withColumnRenamed withColumns withColumnsRenamed
        withMetadata withWatermark write writeStream writeTo
        """.split()  # noqa: SIM905
    ),
    "DataFrameNaFunctions": frozenset(
        """
        df drop fill replace
        """.split()  # noqa: SIM905
    ),
    "DataFrameReader": frozenset(
        """
        _jreader csv format jdbc json load option options orc parquet schema table text xml
        """.split()  # noqa: SIM905
    ),
    "DataFrameStatFunctions": frozenset(
        """
        approxQuantile corr cov crosstab df freqItems sampleBy
        """.split()  # noqa: SIM905
    ),
    "DataFrameWriter": frozenset(
        """
        _jwrite bucketBy clusterBy csv format insertInto jdbc json mode option options orc parquet
        partitionBy save saveAsTable sortBy text xml
        """.split()  # noqa: SIM905
    ),
    "DataStreamReader": frozenset(
        """
        _jreader csv format json load option options orc parquet schema table text xml
        """.split()  # noqa: SIM905
    ),
    "DataStreamWriter": frozenset(
        """
        _jwrite clusterBy foreach foreachBatch format option options outputMode partitionBy
        queryName start toTable trigger
        """.split()  # noqa: SIM905
    ),
    "GroupedData": frozenset(
        """
        _jgd agg apply applyInArrow applyInPandas applyInPandasWithState avg cogroup count max mean
        min pivot session sum transformWithState transformWithStateInPandas
        """.split()  # noqa: SIM905
    ),
    "RDD": frozenset(
        """
        _jrdd _jrdd_deserializer aggregate aggregateByKey barrier cache cartesian checkpoint
        cleanShuffleDependencies coalesce cogroup collect collectAsMap collectWithJobGroup
        combineByKey context count countApprox countApproxDistinct countByKey countByValue ctx
        distinct filter first flatMap flatMapValues fold foldByKey foreach foreachPartition
        fullOuterJoin getCheckpointFile getNumPartitions getResourceProfile getStorageLevel glom
        groupBy groupByKey groupWith has_resource_profile histogram id intersection isCheckpointed
        isEmpty isLocallyCheckpointed is_cached is_checkpointed join keyBy keys leftOuterJoin
        localCheckpoint lookup map mapPartitions mapPartitionsWithIndex mapPartitionsWithSplit
        mapValues max mean meanApprox min name partitionBy partitioner persist pipe randomSplit
        reduce reduceByKey reduceByKeyLocally repartition repartitionAndSortWithinPartitions
        rightOuterJoin sample sampleByKey sampleStdev sampleVariance saveAsHadoopDataset
        saveAsHadoopFile saveAsNewAPIHadoopDataset saveAsNewAPIHadoopFile saveAsPickleFile
        saveAsSequenceFile saveAsTextFile setName sortBy sortByKey stats stdev subtract
        subtractByKey sum sumApprox take takeOrdered takeSample toDF toDebugString toLocalIterator
        top treeAggregate treeReduce union unpersist values variance withResources zip zipWithIndex
        zipWithUniqueId
        """.split()  # noqa: SIM905
    ),
    "RuntimeConfig": frozenset(
        """
        _jconf get getAll isModifiable set unset
        """.split()  # noqa: SIM905
    ),
    "SparkConf": frozenset(
        """
        _jconf contains get getAll set setAll setAppName setExecutorEnv setIfMissing setMaster
        setSparkHome toDebugString
        """.split()  # noqa: SIM905
    ),
    "SparkContext": frozenset(
        """
        PACKAGE_EXTENSIONS _gateway _javaAccumulator _jsc _jvm accumulator addArchive addFile
        addJobTag addPyFile appName applicationId binaryFiles binaryRecords broadcast cancelAllJobs
        cancelJobGroup cancelJobsWithTag clearJobTags defaultMinPartitions defaultParallelism
        dump_profiles emptyRDD environment getCheckpointDir getConf getJobTags getLocalProperty
        getOrCreate getSystemProperty hadoopFile hadoopRDD listArchives listFiles master
        newAPIHadoopFile newAPIHadoopRDD parallelize pickleFile profiler_collector pythonExec
        pythonVer range removeJobTag resources runJob sequenceFile serializer setCheckpointDir
        setInterruptOnCancel setJobDescription setJobGroup setLocalProperty setLogLevel
        setSystemProperty show_profiles sparkHome sparkUser startTime statusTracker stop textFile
        uiWebUrl union version wholeTextFiles
        """.split()  # noqa: SIM905
    ),
    "SparkSession": frozenset(
        """
        Builder _jconf _jsc _jsparkSession _jvm active addArtifact addArtifacts addTag builder
        catalog clearTags conf createDataFrame dataSource getActiveSession getTags interruptAll
        interruptOperation interruptTag newSession profile range read readStream removeTag
        sparkContext sql stop streams table tvf udf udtf version
        """.split()  # noqa: SIM905
    ),
    "StructType": frozenset(
        """
        add fieldNames fields fromDDL fromInternal fromJson json jsonValue names needConversion
        simpleString toDDL toInternal toNullable treeString typeName
        """.split()  # noqa: SIM905
    ),
    "UDFRegistration": frozenset(
        """
        register registerJavaFunction registerJavaUDAF sparkSession
        """.split()  # noqa: SIM905
    ),
    "Window": frozenset(
        """
        currentRow orderBy partitionBy rangeBetween rowsBetween unboundedFollowing
        unboundedPreceding
        """.split()  # noqa: SIM905
    ),
    "functions": frozenset(
        """
        abs acos acosh add_months aes_decrypt aes_encrypt aggregate any_value approxCountDistinct
        approx_count_distinct approx_percentile array array_agg array_append array_compact
        array_contains array_distinct array_except array_insert array_intersect array_join array_max
        array_min array_position array_prepend array_remove array_repeat array_size array_sort
        array_union arrays_overlap arrays_zip arrow_udf arrow_udtf asc asc_nulls_first
        asc_nulls_last ascii asin asinh assert_true atan atan2 atanh avg base64 bin bit_and
        bit_count bit_get bit_length bit_or bit_xor bitmap_and_agg bitmap_bit_position
        bitmap_bucket_number bitmap_construct_agg bitmap_count bitmap_or_agg bitwiseNOT bitwise_not
        bool_and bool_or broadcast bround btrim bucket call_function call_udf cardinality cbrt ceil
        ceiling char char_length character_length chr coalesce col collate collation collect_list
        collect_set column concat concat_ws contains conv convert_timezone corr cos cosh cot count
        countDistinct count_distinct count_if count_min_sketch covar_pop covar_samp crc32 create_map
        csc cume_dist curdate current_catalog current_database current_date current_schema
        current_time current_timestamp current_timezone current_user date_add date_diff date_format
        date_from_unix_date date_part date_sub date_trunc dateadd datediff datepart day dayname
        dayofmonth dayofweek dayofyear days decode degrees dense_rank desc desc_nulls_first
        desc_nulls_last e element_at elt encode endswith equal_null every exists exp explode
        explode_outer expm1 expr extract factorial filter find_in_set first first_value flatten
        floor forall format_number format_string from_csv from_json from_unixtime from_utc_timestamp
        from_xml get get_json_object getbit greatest grouping grouping_id hash hex histogram_numeric
        hll_sketch_agg hll_sketch_estimate hll_union hll_union_agg hour hours hypot ifnull ilike
        initcap inline inline_outer input_file_block_length input_file_block_start input_file_name
        instr is_valid_utf8 is_variant_null isnan isnotnull isnull java_method json_array_length
        json_object_keys json_tuple kll_merge_agg_bigint kll_merge_agg_double kll_merge_agg_float
        kll_sketch_agg_bigint kll_sketch_agg_double kll_sketch_agg_float kll_sketch_get_n_bigint
        kll_sketch_get_n_double kll_sketch_get_n_float kll_sketch_get_quantile_bigint
        kll_sketch_get_quantile_double kll_sketch_get_quantile_float kll_sketch_get_rank_bigint
        kll_sketch_get_rank_double kll_sketch_get_rank_float kll_sketch_merge_bigint
        kll_sketch_merge_double kll_sketch_merge_float kll_sketch_to_string_bigint
        kll_sketch_to_string_double kll_sketch_to_string_float kurtosis lag last last_day last_value
        lcase lead least left length levenshtein like listagg listagg_distinct lit ln localtimestamp
        locate log log10 log1p log2 lower lpad ltrim make_date make_dt_interval make_interval
        make_time make_timestamp make_timestamp_ltz make_timestamp_ntz make_valid_utf8
        make_ym_interval map_concat map_contains_key map_entries map_filter map_from_arrays
        map_from_entries map_keys map_values map_zip_with mask max max_by md5 mean median min min_by
        minute mode monotonically_increasing_id month monthname months months_between named_struct
        nanvl negate negative next_day now nth_value ntile nullif nullifzero nvl nvl2 octet_length
        overlay pandas_udf parse_json parse_url percent_rank percentile percentile_approx pi pmod
        posexplode posexplode_outer position positive pow power printf product quarter quote radians
        raise_error rand randn random randstr rank reduce reflect regexp regexp_count regexp_extract
        regexp_extract_all regexp_instr regexp_like regexp_replace regexp_substr regr_avgx regr_avgy
        regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat replace
        reverse right rint rlike round row_number rpad rtrim schema_of_csv schema_of_json
        schema_of_variant schema_of_variant_agg schema_of_xml sec second sentences sequence
        session_user session_window sha sha1 sha2 shiftLeft shiftRight shiftRightUnsigned shiftleft
        shiftright shiftrightunsigned shuffle sign signum sin sinh size skewness slice some
        sort_array soundex spark_partition_id split split_part sqrt st_asbinary st_geogfromwkb
        st_geomfromwkb st_setsrid st_srid stack startswith std stddev stddev_pop stddev_samp
        str_to_map string_agg string_agg_distinct struct substr substring substring_index sum
        sumDistinct sum_distinct tan tanh theta_difference theta_intersection theta_intersection_agg
        theta_sketch_agg theta_sketch_estimate theta_union theta_union_agg time_diff time_trunc
        timestamp_add timestamp_diff timestamp_micros timestamp_millis timestamp_seconds toDegrees
        toRadians to_binary to_char to_csv to_date to_json to_number to_time to_timestamp
        to_timestamp_ltz to_timestamp_ntz to_unix_timestamp to_utc_timestamp to_varchar
        to_variant_object to_xml transform transform_keys transform_values translate trim trunc
        try_add try_aes_decrypt try_avg try_divide try_element_at try_make_interval
        try_make_timestamp try_make_timestamp_ltz try_make_timestamp_ntz try_mod try_multiply
        try_parse_json try_parse_url try_reflect try_subtract try_sum try_to_binary try_to_date
        try_to_number try_to_time try_to_timestamp try_url_decode try_validate_utf8 try_variant_get
        typeof ucase udf udtf unbase64 unhex uniform unix_date unix_micros unix_millis unix_seconds
        unix_timestamp unwrap_udt upper url_decode url_encode user uuid validate_utf8 var_pop
        var_samp variance variant_get version weekday weekofyear when width_bucket window
        window_time xpath xpath_boolean xpath_double xpath_float xpath_int xpath_long xpath_number
        xpath_short xpath_string xxhash64 year years zeroifnull zip_with
        """.split()  # noqa: SIM905
    ),
    "pyspark": frozenset(
        """
        Accumulator AccumulatorParam BarrierTaskContext BarrierTaskInfo BasicProfiler Broadcast
        CPickleSerializer InheritableThread MarshalSerializer Profiler RDD RDDBarrier SparkConf
        SparkContext SparkFiles SparkJobInfo SparkStageInfo StatusTracker StorageLevel TaskContext
        __version__ accumulators cloudpickle conf core daemon errors errors_doc_gen find_spark_home
        inheritable_thread_target install instrumentation_utils java_gateway join logger
        loose_version ml mllib pandas pipelines profiler rddsampler resource resultiterable
        serializers shell shuffle sql statcounter storagelevel streaming taskcontext testing
        traceback_utils util version worker worker_util
        """.split()  # noqa: SIM905
    ),
    "pyspark.accumulators": frozenset(
        """
        Accumulator AccumulatorParam
        """.split()  # noqa: SIM905
    ),
    "pyspark.cloudpickle": frozenset(
        """
        CloudPickler Pickler dump dumps load loads register_pickle_by_value
        unregister_pickle_by_value
        """.split()  # noqa: SIM905
    ),
    "pyspark.conf": frozenset(
        """
        SparkConf
        """.split()  # noqa: SIM905
    ),
    "pyspark.errors": frozenset(
        """
        AnalysisException ArithmeticException ArrayIndexOutOfBoundsException DateTimeException
        IllegalArgumentException NumberFormatException ParseException PickleException
        PySparkAssertionError PySparkAttributeError PySparkException PySparkImportError
        PySparkIndexError PySparkKeyError PySparkNotImplementedError PySparkPicklingError
        PySparkRuntimeError PySparkTypeError PySparkValueError PythonException QueryContext
        QueryContextType QueryExecutionException SessionNotSameException SparkNoSuchElementException
        SparkRuntimeException SparkUpgradeException StreamingPythonRunnerInitializationException
        StreamingQueryException TempTableAlreadyExistsException UnknownException
        UnsupportedOperationException
        """.split()  # noqa: SIM905
    ),
    "pyspark.logger": frozenset(
        """
        PySparkLogger SPARK_LOG_SCHEMA
        """.split()  # noqa: SIM905
    ),
    "pyspark.resource": frozenset(
        """
        ExecutorResourceRequest ExecutorResourceRequests ResourceInformation ResourceProfile
        ResourceProfileBuilder TaskResourceRequest TaskResourceRequests
        """.split()  # noqa: SIM905
    ),
    "pyspark.resultiterable": frozenset(
        """
        ResultIterable
        """.split()  # noqa: SIM905
    ),
    "pyspark.serializers": frozenset(
        """
        CPickleSerializer CloudPickleSerializer MarshalSerializer PickleSerializer UTF8Deserializer
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql": frozenset(
        """
        Catalog Column DataFrame DataFrameNaFunctions DataFrameReader DataFrameStatFunctions
        DataFrameWriter DataFrameWriterV2 Geography Geometry GroupedData HiveContext MergeIntoWriter
        Observation PandasCogroupedOps Row SQLContext SparkSession UDFRegistration UDTFRegistration
        VariantVal Window WindowSpec avro catalog classic column conf connect context conversion
        dataframe datasource datasource_internal functions geo_utils group internal is_remote merge
        metrics observation pandas plot profiler protobuf readwriter session sql_formatter streaming
        table_arg tvf tvf_argument types udf udtf utils variant_utils window worker
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.column": frozenset(
        """
        Column
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.context": frozenset(
        """
        HiveContext SQLContext
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.dataframe": frozenset(
        """
        DataFrame DataFrameNaFunctions DataFrameStatFunctions
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.group": frozenset(
        """
        GroupedData
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.merge": frozenset(
        """
        MergeIntoWriter
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.observation": frozenset(
        """
        Observation
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.readwriter": frozenset(
        """
        DataFrameReader DataFrameWriter DataFrameWriterV2
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.session": frozenset(
        """
        SparkSession
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.types": frozenset(
        """
        ArrayType BinaryType BooleanType ByteType CalendarIntervalType CharType DataType DateType
        DayTimeIntervalType DecimalType DoubleType FloatType Geography GeographyType Geometry
        GeometryType IntegerType LongType MapType NullType Row ShortType StringType StructField
        StructType TimeType TimestampNTZType TimestampType VarcharType VariantType VariantVal
        YearMonthIntervalType
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.udf": frozenset(
        """
        UDFRegistration
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.udtf": frozenset(
        """
        AnalyzeArgument AnalyzeResult OrderingColumn PartitioningColumn SelectedColumn
        SkipRestOfInputTableException UDTFRegistration
        """.split()  # noqa: SIM905
    ),
    "pyspark.sql.window": frozenset(
        """
        Window WindowSpec
        """.split()  # noqa: SIM905
    ),
    "pyspark.storagelevel": frozenset(
        """
        StorageLevel
        """.split()  # noqa: SIM905
    ),
    "pyspark.testing": frozenset(
        """
        assertDataFrameEqual assertSchemaEqual
        """.split()  # noqa: SIM905
    ),
}
